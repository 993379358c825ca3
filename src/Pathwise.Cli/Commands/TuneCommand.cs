using System.CommandLine;
using System.Globalization;
using Pathwise.Cli.Runs;
using Pathwise.Cli.Tuning;
using Pathwise.Experiments;
using Pathwise.Experiments.Tuning;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise tune</c>: searches for an algorithm's settings.</summary>
internal static class TuneCommand
{
    private const ulong DefaultSeed = 1;
    private const string Standard = "default";

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var defaults = new TuningOptions();
        var algorithm = new Argument<string>("algorithm")
        {
            Description = "What learns; see 'pathwise list algorithms'",
        };
        var environment = new Argument<string>("environment")
        {
            Description = "Where it learns; see 'pathwise list environments'",
        };
        var trials = NumberOption.Whole(
            "--trials", $"How many settings to try [default: {defaults.Trials}]", 1, 1_000_000);
        var steps = NumberOption.Whole(
            "--steps", "Environment steps of a whole run; schedules run over these [default: the preset's]", 1);
        var seed = NumberOption.Seed($"The seed that everything random comes from [default: {DefaultSeed}]");
        var vary = new Option<string[]>("--vary")
        {
            Description = "Vary an option: stepSize=log:1e-5..1e-2, gamma=gap:0.9..0.9999, epochs=1..20, "
                + "rolloutSteps=pow2:32..2048, batchSize=32,64,128, hidden=64,64|256,256 or normalizeObservations; may "
                + $"be repeated; '{Standard}' for the algorithm's own ranges [default: {Standard}]",
            HelpName = "name=range",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "Set an option that is not varied; may be repeated",
            HelpName = "name=value",
        };
        var arguments = new Option<string[]>("--env")
        {
            Description = "Set an argument of the environment; may be repeated; see 'pathwise describe <environment>'",
            HelpName = "name=value",
        };
        var preset = new Option<string?>("--preset")
        {
            Description = $"Settings of what is not varied: a name, a file of presets (.json), or "
                + $"'{PresetChoice.None}' for plain defaults [default: the one for this pair, if there is one]",
            HelpName = "name|file",
        };
        var strategy = new Option<string?>("--strategy")
        {
            Description = "How steps are spent: random, halving or hyperband [default: halving]",
            HelpName = "name",
        };
        var eta = NumberOption.Whole(
            "--eta", $"One in so many trials goes on, for so many times as long [default: {defaults.Reduction}]", 2,
            100);
        var least = NumberOption.Whole(
            "--least", "Steps before trials are first compared [default: the run's by η², if there are so many trials]",
            1);
        var seeds = NumberOption.Whole("--seeds", "Runs of each trial, with different seeds [default: 1]", 1, 1000);
        var episodes = NumberOption.Whole(
            "--episodes", $"Greedy episodes of each evaluation [default: {defaults.Episodes}]", 1, 100_000);
        var objective = new Option<string?>("--objective")
        {
            Description = "What is made of their returns: mean or interquartileMean [default: mean]",
            HelpName = "name",
        };
        var parallel = NumberOption.Whole(
            "--parallel", "Runs that learn at once; changes no result [default: one a core]", 1, 1024);
        var folder = new Option<string?>("--run-dir", "--out")
        {
            Description = "Where the search is to lie [default: runs/<environment>/tune-<algorithm>-seed<n>-<time>]",
            HelpName = "folder",
        };
        var command = new Command(
            "tune", "Search for an algorithm's settings: many short runs, of which the best learn on.")
        {
            algorithm, environment, trials, steps, seed, vary, set, arguments, preset, strategy, eta, least, seeds,
            episodes, objective, parallel, folder, TuneResumeCommand.Create(context), TuneReportCommand.Create(context),
        };
        command.SetAction(parsed =>
        {
            (string Name, string? Value)[] search =
            [
                ("trials", Text(parsed.GetValue(trials))), ("strategy", parsed.GetValue(strategy)),
                ("reduction", Text(parsed.GetValue(eta))), ("leastSteps", Text(parsed.GetValue(least))),
                ("seeds", Text(parsed.GetValue(seeds))), ("episodes", Text(parsed.GetValue(episodes))),
                ("objective", parsed.GetValue(objective)),
            ];
            return Tune(context.For(parsed), new Request(
                parsed.GetRequiredValue(algorithm),
                parsed.GetRequiredValue(environment),
                parsed.GetValue(steps),
                parsed.GetValue(seed) ?? DefaultSeed,
                parsed.GetValue(vary) ?? [],
                parsed.GetValue(set) ?? [],
                parsed.GetValue(arguments) ?? [],
                parsed.GetValue(preset),
                search.Where(one => one.Value is not null).Aggregate(
                    defaults, (all, one) => TuningOptions.Settings.With(all, one.Name, one.Value!)),
                (int)(parsed.GetValue(parallel) ?? Environment.ProcessorCount),
                parsed.GetValue(folder)));
        });
        return command;
    }

    private static int Tune(CommandContext context, Request request)
    {
        var plan = Plan(context.Catalogue, request);
        var label = string.Create(CultureInfo.InvariantCulture, $"{plan.Algorithm}-seed{request.Seed}");
        var folder = request.Folder
            ?? RunPlace.Default(plan.Environment, TuningStudy.Algorithm, label, context.Time.GetLocalNow());
        return TuningRuns.Finish(
            context,
            TuningStudy.Create(
                folder, plan, context.Catalogue.Algorithms, context.Catalogue.Environments, context.Time),
            request.Parallel);
    }

    private static TuningPlan Plan(Catalogue catalogue, Request request)
    {
        var algorithm = catalogue.Algorithms.Find(request.Algorithm);
        var environment = catalogue.Environments.Find(request.Environment).Spec.Id;
        var preset = PresetChoice.Of(catalogue, algorithm.Id, environment, request.Preset);
        var steps = request.Steps ?? preset?.Steps ?? throw new BadInputException(
            $"There is no preset for {algorithm.Id} on {environment}, so say how long a run learns: --steps 200000.");
        return new(algorithm.Id, environment, steps, Vary(algorithm, request))
        {
            Options = Assignments.Options(
                algorithm, preset?.OptionsFor(algorithm) ?? algorithm.DefaultOptions, request.Set),
            EnvironmentArguments = Assignments.Arguments(request.Arguments),
            Search = request.Search,
            Seed = request.Seed,
            Parallel = request.Parallel,
        };
    }

    /// <summary>What was asked for; where the algorithm's own ranges were, those of options that neither <c>--vary</c>
    /// nor <c>--set</c> names.</summary>
    private static string[] Vary(Algorithm algorithm, Request request)
    {
        string[] own = [.. request.Vary.Where(text => text != Standard)];
        if (own.Length == request.Vary.Length && own.Length > 0) return own;
        var standard = StandardSpace.For(algorithm.Id)
            ?? throw new BadInputException(
                $"There are no ranges for {algorithm.Id}; say what to vary, as in --vary gamma=0.9..0.999.");
        var named = own.Concat(request.Set).Select(NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. standard.Vary.Where(text => !named.Contains(NameOf(text))), .. own];
    }

    private static string NameOf(string text) => text.Split('=')[0].Trim();

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private sealed record Request(
        string Algorithm,
        string Environment,
        long? Steps,
        ulong Seed,
        string[] Vary,
        string[] Set,
        string[] Arguments,
        string? Preset,
        TuningOptions Search,
        int Parallel,
        string? Folder);
}
