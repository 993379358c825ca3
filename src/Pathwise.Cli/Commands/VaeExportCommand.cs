using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.Cli.Display;
using Pathwise.Cli.Vae;
using Pathwise.Datasets;
using Pathwise.Onnx;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae export</c>: writes encoder and decoder for other runtimes.</summary>
internal static class VaeExportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var run = VaePicture.Run();
        var folder = new Option<string?>("--onnx")
        {
            Description = "The folder for encoder.onnx and decoder.onnx [default: the run's]", HelpName = "folder",
        };
        var command = new Command(
            "export",
            "Write encoder and decoder as ONNX files: x → mean, sigma (of other models code, or probability), and z → "
            + "x, the pixels' means; any number of rows.")
        {
            run, folder,
        };
        command.SetAction(parsed => Export(
            context.For(parsed), parsed.GetRequiredValue(run), parsed.GetValue(folder)));
        return command;
    }

    private static int Export(CommandContext context, string folder, string? place)
    {
        var run = VaeRuns.Open(context, folder);
        var model = run.LoadModel();
        place = Path.GetFullPath(place ?? run.Folder);
        (string Name, OnnxGraph Graph)[] files =
            [("encoder", OnnxAutoencoder.Encoder(model)), ("decoder", OnnxAutoencoder.Decoder(model))];
        ReproduceCommand.MakeFolder(place);
        var json = new JsonObject
        {
            ["run"] = run.Folder, ["model"] = run.Kind.Id, ["opset"] = OnnxGraph.Opset, ["latent"] = model.Latents,
            ["size"] = model.Size,
        };
        foreach (var (name, graph) in files)
        {
            var path = Path.Combine(place, name + ".onnx");
            graph.Note("model", run.Kind.Id);
            graph.Note("dataset", run.Dataset);
            graph.Note("convention", ConventionName.Of(run.Convention));
            graph.Note("shape", run.Data.Train.Shape.ToString());
            if (run.Data.Scale is { } scale)
            {
                graph.Note("means", List(scale.Means));
                graph.Note("deviations", List(scale.Deviations));
            }

            graph.Save(path);
            json[name] = path;
            if (!context.IsJson) context.Terminal.Output.WriteLine($"{name}  {Wording.Path(path)}");
        }

        if (context.IsJson) context.Terminal.WriteJson(json);
        else context.Terminal.Output.WriteLine(
            $"opset    {OnnxGraph.Opset}; a row of x is an example of {run.Data.Train.Shape}, "
            + $"{ConventionName.Of(run.Convention)}, "
            + (run.Data.Scale is null
                ? "as it was learned from: pixels are from 0 to 1"
                : "standardised: (x − means)/deviations, which the files' metadata hold"));
        return ExitCode.Done;
    }

    private static string List(IReadOnlyList<double> numbers) =>
        string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
