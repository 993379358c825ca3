using System.CommandLine;
using System.Globalization;
using Pathwise.Cli.Runs;
using Pathwise.Experiments;
using Pathwise.Experiments.Replication;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise train</c>: begins runs and trains them.</summary>
internal static class TrainCommand
{
    private const ulong DefaultSeed = 1;
    private const string Never = "never";

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var algorithm = new Argument<string>("algorithm")
        {
            Description = "What learns; see 'pathwise list algorithms'",
        };
        var environment = new Argument<string>("environment")
        {
            Description = "Where it learns; see 'pathwise list environments'",
        };
        var steps = NumberOption.Whole(
            "--steps", "Environment steps to learn from; 200k and 2e5 are fine [default: the preset's]", 1);
        var seed = NumberOption.Seed($"The seed that everything random comes from [default: {DefaultSeed}]");
        var seeds = NumberOption.Whole(
            "--seeds", "Train this many seeds, one after another from --seed, side by side on the cores", 1, 10_000);
        var set = new Option<string[]>("--set")
        {
            Description = "Set an option of the algorithm; may be repeated; see 'pathwise describe <algorithm>'",
            HelpName = "name=value",
        };
        var arguments = new Option<string[]>("--env")
        {
            Description = "Set an argument of the environment; may be repeated; see 'pathwise describe <environment>'",
            HelpName = "name=value",
        };
        var preset = new Option<string?>("--preset")
        {
            Description = $"Tuned settings to begin with: a name, a file of presets (.json), or '{PresetChoice.None}' "
                + "for plain defaults [default: the one for this pair, if there is one]",
            HelpName = "name|file",
        };
        var target = new Option<string?>("--stop-at")
        {
            Description = $"Stop once the mean return of the last 100 episodes of learning reaches this; "
                + $"'{Never}' to ignore the preset's",
            HelpName = "return",
        };
        var folder = new Option<string?>("--run-dir")
        {
            Description = "Where the run is to lie [default: runs/<environment>/<algorithm>-seed<n>-<time>]",
            HelpName = "folder",
        };
        var threads = NumberOption.Whole(
            "--threads", "Threads that one run learns with; they change no bit of the result [default: 1]", 1, 1024);

        var schedule = new ScheduleOptions();
        var command = new Command("train", "Train an agent, evaluate it, and draw its learning curve.")
        {
            algorithm, environment, steps, seed, seeds, set, arguments, preset, target, folder, threads,
        };
        foreach (var option in schedule.All) command.Add(option);
        command.SetAction(parsed => Train(context.For(parsed), new Request(
            parsed.GetRequiredValue(algorithm),
            parsed.GetRequiredValue(environment),
            parsed.GetValue(steps),
            parsed.GetValue(seed) ?? DefaultSeed,
            (int?)parsed.GetValue(seeds),
            parsed.GetValue(set) ?? [],
            parsed.GetValue(arguments) ?? [],
            parsed.GetValue(preset),
            parsed.GetValue(target),
            parsed.GetValue(folder),
            (int)(parsed.GetValue(threads) ?? 1),
            plan => schedule.Apply(parsed, plan))));
        return command;
    }

    private static int Train(CommandContext context, Request request)
    {
        var plan = Plan(context.Catalogue, request);
        var label = request.Seeds is { } several
            ? string.Create(CultureInfo.InvariantCulture, $"seeds{request.Seed}to{request.Seed + (ulong)(several - 1)}")
            : string.Create(CultureInfo.InvariantCulture, $"seed{request.Seed}");
        var folder = Path.GetFullPath(
            request.Folder ?? RunPlace.Default(plan.Environment, plan.Algorithm, label, context.Time.GetLocalNow()));

        var (algorithms, environments) = (context.Catalogue.Algorithms, context.Catalogue.Environments);
        return TrainedRuns.Finish(context, folder, request.Seeds is { } count
            ? Replicates.Create(folder, plan, count, algorithms, environments, context.Time)
            : [Run.Create(folder, plan, algorithms, environments, context.Time)]);
    }

    private static RunPlan Plan(Catalogue catalogue, Request request)
    {
        var algorithm = catalogue.Algorithms.Find(request.Algorithm);
        var environment = catalogue.Environments.Find(request.Environment).Spec.Id;
        var preset = PresetChoice.Of(catalogue, algorithm.Id, environment, request.Preset);
        var steps = request.Steps ?? preset?.Steps ?? throw new BadInputException(
            $"There is no preset for {algorithm.Id} on {environment}, so say how long to learn: --steps 200000.");
        var training = request.Scheduled(new(steps) { TargetReturn = Target(request.Target, preset) });
        return new(algorithm.Id, environment, training)
        {
            Seed = request.Seed,
            EnvironmentArguments = Assignments.Arguments(request.Arguments),
            Options = Assignments.Options(
                algorithm, preset?.OptionsFor(algorithm) ?? algorithm.DefaultOptions, request.Set),
            Preset = preset?.Name,
            Threads = request.Threads,
        };
    }

    private static double? Target(string? text, Preset? preset) => text switch
    {
        null => preset?.TargetReturn,
        Never => null,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var target)
            && double.IsFinite(target) => target,
        _ => throw new BadInputException(
            $"The value of --stop-at cannot be '{text}'; it must be a number, or '{Never}'."),
    };

    private sealed record Request(
        string Algorithm,
        string Environment,
        long? Steps,
        ulong Seed,
        int? Seeds,
        string[] Set,
        string[] Arguments,
        string? Preset,
        string? Target,
        string? Folder,
        int Threads,
        Func<TrainingPlan, TrainingPlan> Scheduled);
}
