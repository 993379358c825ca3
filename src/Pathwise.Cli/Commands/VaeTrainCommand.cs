using System.CommandLine;
using System.Globalization;
using Pathwise.Autoencoders;
using Pathwise.Cli.Runs;
using Pathwise.Cli.Vae;
using Pathwise.Datasets;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae train</c>: begins a run and trains it.</summary>
internal static class VaeTrainCommand
{
    private const ulong DefaultSeed = 1;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var defaults = new VariationalAutoencoderOptions();
        var dataset = new Argument<string>("dataset")
        {
            Description = "mnist, the name of a set in one of the data folders, or a path: an IDX file of images, or a "
                + "folder with files named as MNIST's",
        };
        var latent = NumberOption.Whole("--latent", $"Latent variables [default: {defaults.Latents}]", 1, 65_536);
        var epochs = NumberOption.Whole(
            "--epochs", $"How often every image is learned from [default: {defaults.Epochs}]", 1, 1_000_000);
        var hidden = new Option<string?>("--hidden")
        {
            Description = "Units of the hidden layers of encoder and decoder, as in 400 or 500,200; the decoder takes "
                + "them in reverse [default: 400]",
            HelpName = "list",
        };
        var batch = NumberOption.Whole("--batch", $"Images of a gradient [default: {defaults.BatchSize}]", 1, 65_536);
        var convention = new Option<string>("--convention")
        {
            Description = "What a pixel means: grey, static or dynamic; numbers under different ones cannot be "
                + "compared",
            HelpName = "name",
            DefaultValueFactory = _ => "grey",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "Set another option; may be repeated; there are "
                + string.Join(", ", VariationalAutoencoderOptions.Settings.All.Select(setting => setting.Name)),
            HelpName = "name=value",
        };
        var seed = NumberOption.Seed($"The seed that everything random comes from [default: {DefaultSeed}]");
        var threads = NumberOption.Whole(
            "--threads", "Threads; they change no bit of the result [default: one for each core]", 1, 1024);
        var folder = new Option<string?>("--run-dir")
        {
            Description = "Where the run is to lie [default: runs/<dataset>/vae-seed<n>-<time>]",
            HelpName = "folder",
        };

        var command = new Command("train", "Train a variational autoencoder, and test it after each epoch.")
        {
            dataset, latent, epochs, hidden, batch, convention, set, seed, threads, folder,
        };
        command.SetAction(parsed =>
        {
            string?[] named =
            [
                Named("latents", parsed.GetValue(latent)), Named("epochs", parsed.GetValue(epochs)),
                Named("batchSize", parsed.GetValue(batch)),
                parsed.GetValue(hidden) is { } layers ? $"encoderHidden={layers}" : null,
                parsed.GetValue(hidden) is { } same ? $"decoderHidden={Reversed(same)}" : null,
            ];
            return Train(context.For(parsed), parsed.GetValue(folder), new(
                parsed.GetRequiredValue(dataset), ConventionName.Parse(parsed.GetRequiredValue(convention)))
            {
                Options = Assignments.Options(
                    VariationalAutoencoderOptions.Settings, defaults,
                    [.. named.OfType<string>(), .. parsed.GetValue(set) ?? []], "beta=4"),
                Seed = parsed.GetValue(seed) ?? DefaultSeed,
                Threads = (int)(parsed.GetValue(threads) ?? Environment.ProcessorCount),
            });
        });
        return command;
    }

    private static int Train(CommandContext context, string? folder, AutoencoderPlan plan)
    {
        var label = string.Create(CultureInfo.InvariantCulture, $"seed{plan.Seed}");
        var set = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(plan.Dataset)));
        var place = Path.GetFullPath(
            folder ?? RunPlace.Default(set, AutoencoderRun.Algorithm, label, context.Time.GetLocalNow()));
        return VaeRuns.Finish(context, AutoencoderRun.Create(place, plan, context.Time));
    }

    private static string? Named(string name, long? value) =>
        value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{name}={number}") : null;

    private static string Reversed(string layers) => string.Join(',', layers.Split(',').Reverse());
}
