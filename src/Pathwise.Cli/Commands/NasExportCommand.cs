using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.ArchitectureSearch.Exports;
using Pathwise.Cli.Display;
using Pathwise.Cli.Nas;
using Pathwise.Experiments.Runs;
using Pathwise.Figures;
using Pathwise.Onnx;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise nas export</c>: writes a network for use elsewhere: trained, as ONNX; any, as JSON or C#
/// source.</summary>
internal static class NasExportCommand
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var (network, settings) = (NetworkArguments.Network(), NetworkArguments.Settings());
        network.Description = "The folder that 'pathwise nas train' made; or a network without weights: "
            + char.ToLowerInvariant(network.Description![0]) + network.Description[1..];
        var onnx = File("--onnx", "Write a trained network as an ONNX file: images, with numbers from 0 to 1, → logits "
            + "[default: network.onnx in the folder]");
        var json = File("--to-json", "Write the layers and what they are applied to, as JSON");
        var source = File("--csharp", "Write a TorchSharp module that stands alone, as C# source");
        var name = new Option<string>("--class")
        {
            Description = "The name of the C# class", HelpName = "name", DefaultValueFactory = _ => "Network",
        };
        var command = new Command(
            "export", "Write a network for use elsewhere: a trained one as ONNX, any as JSON or as C# source.")
        {
            network, settings, onnx, json, source, name,
        };
        command.SetAction(parsed => Export(context.For(parsed), new Request(
            parsed.GetRequiredValue(network), parsed.GetValue(settings) ?? [], parsed.GetValue(onnx),
            parsed.GetValue(json), parsed.GetValue(source), parsed.GetRequiredValue(name))));
        return command;
    }

    private static int Export(CommandContext context, Request request)
    {
        var isPlain = request.Json is not null || request.Source is not null;
        if (!isPlain && request.Onnx is null && NetworkTarget.IsName(request.Network))
            throw new BadInputException("Nothing to write; name a file with --to-json, or one with --csharp.");
        var json = new JsonObject();
        if (request.Onnx is not null || !isPlain) WriteTrained(context, request, json);
        if (isPlain) WritePlain(context, request, json);
        if (context.IsJson) context.Terminal.WriteJson(json);
        return ExitCode.Done;
    }

    private static void WriteTrained(CommandContext context, Request request, JsonObject json)
    {
        var network = TrainedNetwork.Load(request.Network);
        var path = Path.GetFullPath(request.Onnx ?? Path.Combine(request.Network, "network.onnx"));
        var graph = OnnxBlueprint.ToGraph(network);
        graph.Note("dataset", network.Options.Dataset);
        graph.Save(path);
        var (blueprint, bytes) = (network.Weights.Blueprint, new FileInfo(path).Length);
        (json["run"], json["network"], json["onnx"], json["opset"], json["input"], json["outputs"], json["bytes"]) = (
            Path.GetFullPath(request.Network), blueprint.Name, path, OnnxGraph.Opset, $"{blueprint.Input}",
            blueprint.Output.Count, bytes);
        if (!context.IsJson)
            context.Terminal.Output.WriteLine(
                $"network  {Wording.Path(path)}, {Wording.Count(bytes)} bytes, opset {OnnxGraph.Opset}: images of "
                + $"{blueprint.Input}, from 0 to 1, → {blueprint.Output.Count} logits");
    }

    private static void WritePlain(CommandContext context, Request request, JsonObject json)
    {
        var target = NetworkTarget.Find(request.Network);
        var blueprint = target.ToBlueprint(request.Settings);
        var source = request.Source is null ? "" : BlueprintSource.Write(blueprint, request.ClassName);
        Write("json", request.Json, () => ToJson(target, blueprint).ToJsonString(Indented) + "\n");
        Write("csharp", request.Source, () => source);
        (json["network"], json["parameters"]) = (target.Name, CostModel.Of(blueprint).Parameters);

        void Write(string kind, string? path, Func<string> text)
        {
            if (path is null) return;
            OutputFile.Write(path, Encoding.UTF8.GetBytes(text()));
            json[kind] = Path.GetFullPath(path);
            if (!context.IsJson)
                context.Terminal.Output.WriteLine($"{kind,-8} {Wording.Path(Path.GetFullPath(path))}");
        }
    }

    private static JsonObject ToJson(NetworkTarget target, Blueprint blueprint)
    {
        var cost = CostModel.Of(blueprint);
        return new()
        {
            ["format"] = "pathwise-network",
            ["version"] = 1,
            ["genotype"] = target.Genotype?.ToJson(),
            ["parameters"] = cost.Parameters,
            ["multiplyAdds"] = cost.MultiplyAdds,
            ["definition"] = CostModel.Definition,
            ["network"] = BlueprintJson.Write(blueprint),
        };
    }

    private static Option<string?> File(string name, string description) =>
        new(name) { Description = description, HelpName = "file" };

    private sealed record Request(
        string Network, string[] Settings, string? Onnx, string? Json, string? Source, string ClassName);
}
