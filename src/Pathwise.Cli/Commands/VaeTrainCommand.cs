using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Cli.Runs;
using Pathwise.Cli.Vae;
using Pathwise.Datasets;
using Pathwise.Experiments.Runs;
using Pathwise.Figures;

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
            Description = $"A data set, as {string.Join(", ", DatasetCatalog.All.Select(set => set.Id))}, see "
                + "'pathwise data list'; or a path: an IDX file of images, a table (.csv, .tsv), a folder of pictures, "
                + "or a folder with files named as MNIST's",
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
        var convention = new Option<string?>("--convention")
        {
            Description = "What a pixel means: grey, static or dynamic; numbers under different ones cannot be "
                + "compared [default: grey; static for sets that come so]",
            HelpName = "name",
        };
        var decoder = new Option<string?>("--decoder")
        {
            Description = $"The family of p(x|z): {Listed<DecoderKind>()} "
                + "[default: gaussianShared for tables, pictures, "
                + string.Join(" and ", DatasetCatalog.All.Where(set => set.IsPhotographic).Select(set => set.Id))
                + ", unless they are binarised; otherwise bernoulli]",
            HelpName = "name",
        };
        var labels = new Option<string?>("--labels")
        {
            Description = "A table's column of classes, which is not learned from, by its name or its number from 1 on",
            HelpName = "column",
        };
        var standardize = new Option<bool>("--standardize")
        {
            Description = "Bring a table's columns to mean 0 and deviation 1, as the rows to learn from have them",
        };
        var without = new Option<string?>("--without")
        {
            Description = "Labels whose examples are left out, as in 4 or 4,9: to be found as anomalies by 'vae score'",
            HelpName = "labels",
        };
        var colours = new Option<string?>("--colours")
        {
            Description = "How pictures are read, grey or rgb; must be said if one of them is in colour",
            HelpName = "name",
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
            dataset, model, latent, epochs, hidden, batch, convention, decoder, labels, standardize,
            without, colours, set, seed, threads, folder,
        };
        command.SetAction(parsed =>
        {
            var kind = AutoencoderKinds.Find(parsed.GetRequiredValue(model));
            var source = new DataSource(parsed.GetRequiredValue(dataset))
            {
                Convention = parsed.GetValue(convention) is { } meaning ? ConventionName.Parse(meaning) : null,
                LabelColumn = parsed.GetValue(labels),
                IsStandardized = parsed.GetValue(standardize),
                Without = parsed.GetValue(without) is { } left ? LabelList.Parse(left) : [],
                Colours = parsed.GetValue(colours) is { } channels ? ColoursName.Parse(channels) : null,
            };
            string?[] named =
            [
                $"decoder={parsed.GetValue(decoder) ?? LikelihoodChoice.Usual(source).ToString()}",
                Named("latents", parsed.GetValue(latent)), Named("epochs", parsed.GetValue(epochs)),
                Named("batchSize", parsed.GetValue(batch)),
                parsed.GetValue(hidden) is { } layers ? $"encoderHidden={layers}" : null,
                parsed.GetValue(hidden) is { } same ? $"decoderHidden={Reversed(same)}" : null,
            ];
            return Train(context.For(parsed), parsed.GetValue(folder), new(source)
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
        var set = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(plan.Source.Name)));
        var place = Path.GetFullPath(
            folder ?? RunPlace.Default(set, AutoencoderKinds.Of(plan.Options).Id, label, context.Time.GetLocalNow()));
        var run = AutoencoderRun.Create(place, plan, new SkiaPictures(), context.Time);
        if (plan.Source is { IsTable: true, IsStandardized: false }) WarnOfScales(context, run.Data.Train);
        return VaeRuns.Finish(context, run);
    }

    /// <summary>Says so if a table's columns are of very different scales, which one σ for all does not suit.</summary>
    private static void WarnOfScales(CommandContext context, Dataset table)
    {
        var deviations = Standardization.Of(table).Deviations;
        if (deviations.Max() < 10 * deviations.Min()) return;
        context.Terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Note: the columns' deviations are from {deviations.Min():G3} to {deviations.Max():G3}, and the widest "
            + $"will count most; --standardize brings them to one scale."));
    }

    private static string? Named(string name, long? value) =>
        value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{name}={number}") : null;

    private static string Listed<TNames>() where TNames : struct, Enum =>
        string.Join(", ", Enum.GetNames<TNames>().Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static string Reversed(string layers) => string.Join(',', layers.Split(',').Reverse());
}
