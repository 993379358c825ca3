using System.CommandLine;
using System.Text.Json.Nodes;
using Pathwise.Cli.Display;
using Pathwise.Experiments.Runs;
using Pathwise.Onnx;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise nas export</c>: writes a trained network for other runtimes.</summary>
internal static class NasExportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var run = new Argument<string>("run") { Description = "The folder that 'pathwise nas train' made" };
        var file = new Option<string?>("--onnx")
        {
            Description = "The file [default: network.onnx in the folder]", HelpName = "file",
        };
        var command = new Command(
            "export", "Write a trained network as an ONNX file: images, with numbers from 0 to 1, → logits.")
        {
            run, file,
        };
        command.SetAction(parsed => Export(
            context.For(parsed), parsed.GetRequiredValue(run), parsed.GetValue(file)));
        return command;
    }

    private static int Export(CommandContext context, string folder, string? file)
    {
        var network = TrainedNetwork.Load(folder);
        var path = Path.GetFullPath(file ?? Path.Combine(folder, "network.onnx"));
        var graph = OnnxBlueprint.ToGraph(network);
        graph.Note("dataset", network.Options.Dataset);
        graph.Save(path);
        var (blueprint, bytes) = (network.Weights.Blueprint, new FileInfo(path).Length);
        if (context.IsJson)
            context.Terminal.WriteJson(new JsonObject
            {
                ["run"] = Path.GetFullPath(folder), ["network"] = blueprint.Name, ["onnx"] = path,
                ["opset"] = OnnxGraph.Opset, ["input"] = $"{blueprint.Input}", ["outputs"] = blueprint.Output.Count,
                ["bytes"] = bytes,
            });
        else
            context.Terminal.Output.WriteLine(
                $"network  {Wording.Path(path)}, {Wording.Count(bytes)} bytes, opset {OnnxGraph.Opset}: images of "
                + $"{blueprint.Input}, from 0 to 1, → {blueprint.Output.Count} logits");
        return ExitCode.Done;
    }
}
