using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.ArchitectureSearch.Published;
using Pathwise.ArchitectureSearch.Training;
using Pathwise.Cli.Display;
using Pathwise.Cli.Nas;
using Pathwise.Cli.Runs;
using Pathwise.Randomness;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise nas train</c>: trains one network on images and keeps it.</summary>
internal static class NasTrainCommand
{
    private const ulong DefaultSeed = 1;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var network = new Argument<string>("network")
        {
            Description = "A genotype, as 'nas search' tells it, or a published network, such as nasnet-a-6@768",
        };
        var data = new Option<string>("--data")
        {
            Description = "The images: a data set's name, or a folder with pictures in a folder for each class",
            HelpName = "name|folder", DefaultValueFactory = _ => new ChildTrainingOptions().Dataset,
        };
        var set = new Option<string[]>("--set")
        {
            Description = "Set an option of the training, as in epochs=20; may be repeated; 'pathwise describe train' "
                + "lists them",
            HelpName = "name=value",
        };
        var seed = NumberOption.Seed($"The seed that everything random comes from [default: {DefaultSeed}]");
        var folder = new Option<string?>("--run-dir")
        {
            Description = "Where the trained network is to lie [default: runs/<data>/<network>-seed<n>-<time>]",
            HelpName = "folder",
        };
        var command = new Command(
            "train", "Train a network on images, test it, and keep it; 'nas export' makes an ONNX file of it.")
        {
            network, data, set, seed, folder,
        };
        command.SetAction(parsed => Train(
            context.For(parsed), parsed.GetRequiredValue(network),
            Assignments.Options(
                ChildTrainingOptions.Settings,
                new ChildTrainingOptions { Dataset = parsed.GetRequiredValue(data) },
                parsed.GetValue(set) ?? [], "epochs=20"),
            parsed.GetValue(seed) ?? DefaultSeed, parsed.GetValue(folder)));
        return command;
    }

    private static int Train(
        CommandContext context, string name, ChildTrainingOptions options, ulong seed, string? folder)
    {
        var (label, build) = name.Contains(':', StringComparison.Ordinal)
            ? Sampled(SearchSpaces.ParseGenotype(name), options)
            : Published(KnownNetworks.Find(name));
        using var workers = new TrainingWorkers();
        var images = workers.Run(new() { Id = 0, Options = options }, null, context.Cancellation).Images
            ?? throw new BadInputException("The worker died before it knew the images; is there enough memory?");
        var network = build(images);
        var cost = CostModel.Of(network);
        var place = Path.GetFullPath(folder ?? RunPlace.Default(
            Path.GetFileName(Path.GetFullPath(options.Dataset)), label,
            string.Create(CultureInfo.InvariantCulture, $"seed{seed}"), context.Time.GetLocalNow()));
        ReproduceCommand.MakeFolder(place);         // before hours of training, not after them
        context.Terminal.Error.WriteLine(
            $"{network.Name}, {Wording.Count(cost.Parameters)} parameters, {Wording.Count(cost.MultiplyAdds)} "
            + $"multiply-adds, on {Wording.Count(images.Training)} images of {images.Shape}, {images.Classes} classes");
        var answer = ProgressDisplay.Show<Epoch, TrainingAnswer>(
            context, "training", now => (double)now.Done / options.Epochs, now => Line(now, options.Epochs),
            progress => workers.Run(
                new()
                {
                    Id = 0, Options = options, Network = network, Seeds = new SeedSequence(seed), IsTested = true,
                    Destination = place,
                },
                told => progress.Report(new(told.Epoch, told.Loss, told.Accuracy)), context.Cancellation));
        if (answer.Kind != TrainingAnswerKind.Trained)
        {
            context.Terminal.Error.WriteLine(answer.Failure);
            if (context.IsJson) context.Terminal.WriteJson(ToJson(answer, cost, options, null));
            return ExitCode.Failed;
        }

        if (context.IsJson) context.Terminal.WriteJson(ToJson(answer, cost, options, place));
        else Write(context.Terminal.Output, answer, place);
        return ExitCode.Done;
    }

    private static (string Label, Func<TrainingImages, Blueprint> Build) Sampled(
        Genotype genotype, ChildTrainingOptions options) =>
        (genotype.Space.Name, images => genotype.ToBlueprint(options.Plan(images)));

    private static (string Label, Func<TrainingImages, Blueprint> Build) Published(KnownNetwork known) =>
        (known.Name.Replace('@', '-'), images => known.Build().For(images.Shape, images.Classes));

    private static string Line(Epoch now, int epochs) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {now.Done} of {epochs}, loss {now.Loss:0.0000}, accuracy {SearchRuns.Percent(now.Accuracy)}");

    private static JsonObject ToJson(
        TrainingAnswer answer, NetworkCost cost, ChildTrainingOptions options, string? place) => new()
    {
        ["run"] = place,
        ["network"] = cost.Blueprint.Name,
        ["dataset"] = options.Dataset,
        ["status"] = answer.Kind == TrainingAnswerKind.Trained ? "trained"
            : answer.Kind == TrainingAnswerKind.Diverged ? "diverged" : "failed",
        ["trouble"] = answer.Failure,
        ["epochs"] = answer.Epoch,
        ["loss"] = Json.Number(answer.Loss),
        ["accuracy"] = Json.Number(answer.Accuracy),
        ["testAccuracy"] = Json.Number(answer.TestAccuracy),
        ["parameters"] = cost.Parameters,
        ["multiplyAdds"] = cost.MultiplyAdds,
        ["seconds"] = Json.Number(answer.Seconds),
    };

    private static void Write(TextWriter output, TrainingAnswer answer, string place)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"loss        {answer.Loss:0.0000} nats an image"));
        output.WriteLine($"validation  {SearchRuns.Percent(answer.Accuracy)}");
        output.WriteLine($"test        {SearchRuns.Percent(answer.TestAccuracy ?? double.NaN)}");
        output.WriteLine($"time        {Wording.Time(TimeSpan.FromSeconds(answer.Seconds))}");
        output.WriteLine($"network     {Wording.Path(place)}");
        output.WriteLine($"next        pathwise nas export {Wording.Path(place)}");
    }

    private readonly record struct Epoch(int Done, double Loss, double Accuracy);
}
