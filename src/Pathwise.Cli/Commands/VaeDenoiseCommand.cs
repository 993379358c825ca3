using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Evaluation;
using Pathwise.Cli.Display;
using Pathwise.Cli.Vae;
using Pathwise.Datasets;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;
using Pathwise.Figures;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae denoise</c>: draws images with noise and without, and measures what is left of
/// it.</summary>
internal static class VaeDenoiseCommand
{
    /// <summary>The child of a run's evaluation that noise is drawn from.</summary>
    private const int Noise = 6;

    private static readonly Corruption Usual = new(CorruptionKind.Gaussian, 0.3);

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var (run, file, data) = (VaePicture.Run(), VaePicture.Out("denoised"), VaePicture.Data("to take noise from"));
        var noise = new Option<string?>("--noise")
        {
            Description = "gaussian:σ, masking:share or salt-and-pepper:share [default: what a denoising autoencoder "
                + $"was trained with; for others {NoiseChoice.Of(Usual)}]",
            HelpName = "noise",
        };
        var count = NumberOption.Count("--images", "Images beside each other in the picture", 10, 1, 100);
        var command = new Command(
            "denoise",
            "Draw images, below each the same with noise, and below that what the model makes of it; and measure the "
            + "errors over all of the images.")
        {
            run, noise, data, count, file,
        };
        command.SetAction(parsed => Denoise(
            context.For(parsed), parsed.GetRequiredValue(run), parsed.GetValue(noise), parsed.GetValue(data),
            parsed.GetRequiredValue(count), parsed.GetValue(file)));
        return command;
    }

    private static int Denoise(
        CommandContext context, string folder, string? noise, string? data, int count, string? file)
    {
        var run = VaeRuns.Open(context, folder);
        var path = VaePicture.PathOf(file, run, "denoised");
        var corruption = noise is not null ? NoiseChoice.Parse(noise)
            : run.Options is DenoisingAutoencoderOptions trained ? new(trained.Corruption, trained.CorruptionLevel)
            : Usual;
        var (model, images) = (run.LoadModel(), VaePicture.Images(run, data));
        var seeds = RunSeeds.Evaluation(run.Seeds).Child(Noise);
        var report = ExampleProgress.Show(context, (watch, workers) => DenoisingEvaluation.Measure(
            model, watch(images, 0, 1), corruption, seeds, workers));

        var pairs = Enumerable.Range(0, Math.Min(count, images.Count))
            .Select(i => DenoisingEvaluation.Corrupt(images, corruption, i, seeds)).ToArray();
        float[] clean = [.. pairs.SelectMany(pair => pair.Clean)];
        float[] corrupted = [.. pairs.SelectMany(pair => pair.Corrupted)];
        ImageGrid.Draw((float[])[.. clean, .. corrupted, .. model.Reconstruct(corrupted)], images.Shape, pairs.Length)
            .Save(path);
        if (context.IsJson) context.Terminal.WriteJson(ToJson(run, images, corruption, report, path));
        else Write(context.Terminal.Output, images, corruption, report, path);
        return ExitCode.Done;
    }

    private static JsonObject ToJson(
        AutoencoderRun run, Dataset images, Corruption corruption, DenoisingReport report, string path) => new()
    {
        ["run"] = run.Folder,
        ["model"] = run.Kind.Id,
        ["data"] = images.Name,
        ["convention"] = ConventionName.Of(images.Convention),
        ["noise"] = NoiseChoice.Of(corruption),
        ["images"] = report.Examples,
        ["before"] = Error(report.Before, report.BeforeError, report.BeforeDecibels),
        ["after"] = Error(report.After, report.AfterError, report.AfterDecibels),
        ["picture"] = path,
    };

    private static JsonObject Error(double error, double standardError, double decibels) => new()
    {
        ["meanSquaredError"] = Json.Number(error),
        ["standardError"] = Json.Number(standardError),
        ["decibels"] = Json.Number(decibels),
    };

    private static void Write(
        TextWriter output, Dataset images, Corruption corruption, DenoisingReport report, string path)
    {
        output.WriteLine(
            $"noise    {NoiseChoice.Of(corruption)} on {Wording.Count(report.Examples)} images of {images.Name}, "
            + ConventionName.Of(images.Convention));
        output.WriteLine($"before   {Line(report.Before, report.BeforeError, report.BeforeDecibels)}");
        output.WriteLine($"after    {Line(report.After, report.AfterError, report.AfterDecibels)}");
        output.WriteLine($"picture  {Wording.Path(path)}");
    }

    private static string Line(double error, double standardError, double decibels) => string.Create(
        CultureInfo.InvariantCulture,
        $"{error:F5} ± {standardError:F5} s.e. mean squared error of a pixel, {decibels:F2} dB").Replace('-', '−');
}
