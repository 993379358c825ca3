using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.Autoencoders;
using Pathwise.Cli.Display;
using Pathwise.Datasets;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;
using Pathwise.Figures;
using Spectre.Console;

namespace Pathwise.Cli.Vae;

/// <summary>What <c>vae train</c> and <c>vae resume</c> have in common, once the run is there.</summary>
internal static class VaeRuns
{
    /// <summary>Opens a run, whatever it learns from.</summary>
    /// <exception cref="BadInputException">There is none, or it is damaged.</exception>
    public static AutoencoderRun Open(CommandContext context, string folder) =>
        AutoencoderRun.Open(folder, new SkiaPictures(), context.Time);

    /// <summary>Trains a run to its end, and tells about it.</summary>
    /// <returns>The exit code.</returns>
    public static int Finish(CommandContext context, AutoencoderRun run)
    {
        var (images, options) = (run.Data.Train, run.Options);
        context.Terminal.Error.WriteLine(
            $"{run.Kind.Id}, {Wording.Count(images.Count, "image")} of {images.Shape}, "
            + $"{ConventionName.Of(run.Convention)}, {Wording.Count(options.Latents, "latent")}, "
            + $"{Wording.Count(options.Epochs, "epoch")}, seed {run.Manifest.Seed}, in {Wording.Path(run.Folder)}");
        var result = EpochDisplay.Show(context, progress => run.Train(progress, context.Cancellation));
        if (context.IsJson) context.Terminal.WriteJson(ToJson(run, result));
        else Write(context.Terminal, run, result);

        if (result.Status == RunStatus.Interrupted)
            context.Terminal.Error.WriteLine(
                $"Interrupted. To go on: pathwise vae resume {Wording.Path(run.Folder)}");
        else if (result.Status == RunStatus.Diverged)
            context.Terminal.Error.WriteLine(
                $"The training diverged in {result.DivergedIn}; try a smaller step size, as in --set stepSize=1e-4.");
        return result.Status switch
        {
            RunStatus.Completed => ExitCode.Done,
            RunStatus.Interrupted => ExitCode.Interrupted,
            _ => ExitCode.Failed,
        };
    }

    /// <summary>Losses by name.</summary>
    public static JsonObject ToJson(LossSums sums) => new()
    {
        ["loss"] = Json.Number(sums.Loss),
        ["reconstruction"] = Json.Number(sums.Reconstruction),
        ["kl"] = Json.Number(sums.Divergence),
    };

    private static JsonObject ToJson(AutoencoderRun run, TrainingResult result)
    {
        var last = run.LastEpoch;
        return new()
        {
            ["run"] = run.Folder,
            ["dataset"] = run.Dataset,
            ["convention"] = ConventionName.Of(run.Convention),
            ["latent"] = run.Options.Latents,
            ["epochs"] = result.Episodes,
            ["train"] = last is null ? null : ToJson(last.Train),
            ["test"] = last is null ? null : ToJson(last.Test),
            ["imagesPerSecond"] = Json.Number(result.StepsPerSecond),
            ["activeUnits"] = last?.ActiveUnits,
            ["seconds"] = Json.Number(result.Elapsed.TotalSeconds),
        };
    }

    private static void Write(Terminal terminal, AutoencoderRun run, TrainingResult result)
    {
        if (run.LastEpoch is { } last)
        {
            var table = new Table().Border(TableBorder.None);
            string[] columns = run.Kind.HasPrior ? ["nats", "loss", "reconstruction", "KL"] : ["nats", "loss"];
            foreach (var name in columns)
                table.AddColumn(new TableColumn($"[grey]{name}[/]").RightAligned().NoWrap());
            table.AddRow(Row("train", last.Train)[..columns.Length]);
            table.AddRow(Row("test", last.Test)[..columns.Length]);
            terminal.Write(table);
            if (run.Kind.HasPrior)
                terminal.Output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"effective β {last.EffectiveBeta:0.####}: a nat of KL counts as that many of reconstruction"));
            terminal.Output.WriteLine(
                $"active    {last.ActiveUnits} of {Wording.Count(run.Options.Latents, "latent")}");
        }

        terminal.Output.WriteLine(
            $"data      {run.Data.Train.Name}, {ConventionName.Of(run.Convention)}; "
            + $"{Wording.Count(run.Data.Test.Count, "image")} for the test");
        terminal.Output.WriteLine(
            $"trained   {Wording.Time(result.Elapsed)}, {Wording.Count(result.StepsPerSecond)} images/s");
        terminal.Output.WriteLine($"run       {Wording.Path(run.Folder)}");
    }

    private static string[] Row(string name, LossSums sums) =>
        [name, $"[bold]{Nats(sums.Loss)}[/]", Nats(sums.Reconstruction), Nats(sums.Divergence)];

    /// <summary>Nats as tables have them.</summary>
    public static string Nats(double value) => value.ToString("F2", CultureInfo.InvariantCulture).Replace('-', '−');
}
