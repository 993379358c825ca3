using System.CommandLine;
using System.Text.Json.Nodes;
using Pathwise.Cli.Display;
using Pathwise.Cli.Runs;
using Pathwise.Experiments.Runs;
using Pathwise.Onnx;
using Pathwise.Policies;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise export</c>: writes what a run has learned for use elsewhere.</summary>
internal static class ExportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run" };
        var onnx = File(
            "--onnx", "Write an ONNX file: observation → action, for other runtimes [default: policy.onnx in the run]");
        var policy = File("--policy", "Write a policy file, which Pathwise acts with where there is no run");
        var best = new Option<bool>("--best")
        {
            Description = "The best policy of the evaluations while it learned, instead of the last one",
        };
        var command = new Command(
            "export",
            "Write what a run has learned for use elsewhere: as ONNX, or as a file for Pathwise itself. Normalisation "
            + "of observations and the bounds of actions are inside; actions are greedy, for any number of rows.")
        {
            run, onnx, policy, best,
        };
        command.SetAction(parsed => Export(
            context.For(parsed), parsed.GetRequiredValue(run), parsed.GetValue(onnx), parsed.GetValue(policy),
            parsed.GetValue(best)));
        return command;
    }

    private static int Export(CommandContext context, string folder, string? onnx, string? file, bool best)
    {
        var run = RunPlace.OpenOne(folder, context.Catalogue);
        var policy = best ? run.LoadBestPolicy() : run.LoadPolicy();
        var json = new JsonObject
        {
            ["run"] = run.Folder, ["algorithm"] = run.Algorithm.Id, ["environment"] = run.Environment.Spec.Id,
            ["seed"] = run.Manifest.Seed, ["steps"] = policy.Parts.Origin?.Steps,
        };
        if (onnx is not null || file is null)
            WriteOnnx(context, OnnxPolicy.ToGraph(policy), onnx ?? Path.Combine(run.Folder, "policy.onnx"), json);
        if (file is not null) WritePolicy(context, policy, file, json);
        if (context.IsJson) context.Terminal.WriteJson(json);
        return ExitCode.Done;
    }

    private static void WriteOnnx(CommandContext context, OnnxGraph graph, string file, JsonObject json)
    {
        var path = Prepared(file);
        graph.Save(path);
        var bytes = new FileInfo(path).Length;
        (json["onnx"], json["opset"], json["bytes"]) = (path, OnnxGraph.Opset, bytes);
        (json["inputs"], json["outputs"]) = (ToJson(graph.Inputs), ToJson(graph.Outputs));
        if (!context.IsJson)
            context.Terminal.Output.WriteLine(
                $"onnx    {Wording.Path(path)}, {Wording.Count(bytes)} bytes, opset {OnnxGraph.Opset}: "
                + $"{List(graph.Inputs)} → {List(graph.Outputs)}");
    }

    private static void WritePolicy(CommandContext context, TrainedPolicy policy, string file, JsonObject json)
    {
        var path = Prepared(file);
        PolicyFile.Save(policy, path);
        var bytes = new FileInfo(path).Length;
        (json["policy"], json["policyBytes"]) = (path, bytes);
        if (!context.IsJson)
            context.Terminal.Output.WriteLine(
                $"policy  {Wording.Path(path)}, {Wording.Count(bytes)} bytes: {policy.ObservationSpace} → "
                + $"{policy.ActionSpace}, by PolicyFile.Load");
    }

    /// <summary>The full path, whose folder is made if it is not there.</summary>
    private static string Prepared(string file)
    {
        if (file.Length == 0) throw new BadInputException("The file to write needs a name.");
        var path = Path.GetFullPath(file);
        if (Directory.Exists(path)) throw new BadInputException(
            $"'{file}' is a folder; give the file a name, such as '{Path.Combine(file, "policy.onnx")}'.");
        ReproduceCommand.MakeFolder(Path.GetDirectoryName(path)!);
        return path;
    }

    private static JsonArray ToJson(IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> values)
    {
        var array = new JsonArray();
        foreach (var (name, shape) in values)
        {
            var lengths = new JsonArray("batch");
            foreach (var length in shape) lengths.Add((JsonNode)length);
            array.Add((JsonNode)new JsonObject { ["name"] = name, ["shape"] = lengths });
        }

        return array;
    }

    private static string List(IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> values) =>
        string.Join(", ", values.Select(value => $"{value.Name} [batch, {string.Join(", ", value.Shape)}]"));

    private static Option<string?> File(string name, string description) =>
        new(name) { Description = description, HelpName = "file" };
}
