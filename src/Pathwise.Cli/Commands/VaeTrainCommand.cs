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
        var defaults = AutoencoderKinds.Variational.DefaultOptions;
        var dataset = new Argument<string>("dataset")
        {
            Description = "mnist, the name of a set in one of the data folders, or a path: an IDX file of images, or a "
                + "folder with files named as MNIST's",
        };
        var model = new Option<string>("--model")
        {
            Description = "What is trained: "
                + string.Join(", ", AutoencoderKinds.All.Select(kind => kind.Id))
                + "; 'pathwise describe <model>' explains one",
            HelpName = "name",
            DefaultValueFactory = _ => AutoencoderKinds.Variational.Id,
        };
        var latent = NumberOption.Whole("--latent", $"Components of the code [default: {defaults.Latents}]", 1, 65_536);
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
            Description = "Set another option of the model; may be repeated; see 'pathwise describe <model>'",
            HelpName = "name=value",
        };
        var seed = NumberOption.Seed($"The seed that everything random comes from [default: {DefaultSeed}]");
        var threads = NumberOption.Whole(
            "--threads", "Threads; they change no bit of the result [default: one for each core]", 1, 1024);
        var folder = new Option<string?>("--run-dir")
        {
            Description = "Where the run is to lie [default: runs/<dataset>/<model>-seed<n>-<time>]",
            HelpName = "folder",
        };

        var command = new Command("train", "Train an autoencoder, and test it after each epoch.")
        {
            dataset, model, latent, epochs, hidden, batch, convention, set, seed, threads, folder,
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
            var kind = AutoencoderKinds.Find(parsed.GetRequiredValue(model));
            return Train(context.For(parsed), parsed.GetValue(folder), new(
                parsed.GetRequiredValue(dataset), ConventionName.Parse(parsed.GetRequiredValue(convention)))
            {
                Options = Assignments.Options(
                    kind.Settings, kind.DefaultOptions,
                    [.. named.OfType<string>(), .. parsed.GetValue(set) ?? []], "stepSize=0.01"),
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
            folder ?? RunPlace.Default(set, AutoencoderKinds.Of(plan.Options).Id, label, context.Time.GetLocalNow()));
        return VaeRuns.Finish(context, AutoencoderRun.Create(place, plan, context.Time));
    }

    private static string? Named(string name, long? value) =>
        value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{name}={number}") : null;

    private static string Reversed(string layers) => string.Join(',', layers.Split(',').Reverse());
}
