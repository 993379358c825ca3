using Pathwise.Environments;
using System.CommandLine;
using System.Globalization;
using Pathwise.Cli.Display;
using Pathwise.Cli.Mdp;
using Pathwise.Figures;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise mdp learn</c>: learns a table, and shows it beside what is exact.</summary>
internal static class MdpLearnCommand
{
    private const ulong DefaultSeed = 1;
    private const long DefaultSteps = 100_000;
    private const string Gamma = "gamma";

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var algorithm = new Argument<string>("algorithm")
        {
            Description = "What learns, such as q-learning; see 'pathwise list algorithms'",
        };
        var environment = new Argument<string>("environment")
        {
            Description = "Where it learns, such as CliffWalking-v1; see 'pathwise list environments'",
        };
        var steps = NumberOption.Whole(
            "--steps", $"Environment steps to learn from [default: the preset's, or {DefaultSteps}]", 1);
        var episodes = NumberOption.Whole("--episodes", "Stop after this many episodes, if steps are left", 1);
        var seed = NumberOption.Seed($"The seed that everything random comes from [default: {DefaultSeed}]");
        var seeds = NumberOption.Whole("--seeds", "Learn with this many seeds, side by side on the cores", 1, 10_000);
        var gamma = new Option<string?>("--gamma")
        {
            Description = "γ, the discount per step; short for --set gamma=…", HelpName = "γ",
        };
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
        var picture = new Option<string?>("--out")
        {
            Description = "The picture's file, .png or .svg [default: figures/<environment>-<algorithm>.png]",
            HelpName = "file",
        };
        var command = new Command(
            "learn", "Learn a table of action values, and show its curve beside the exact optimum.")
        {
            algorithm, environment, steps, episodes, seed, seeds, gamma, set, arguments, picture,
        };
        command.SetAction(parsed => Learn(context.For(parsed), new Request(
            parsed.GetRequiredValue(algorithm),
            parsed.GetRequiredValue(environment),
            parsed.GetValue(steps),
            parsed.GetValue(episodes),
            parsed.GetValue(seed) ?? DefaultSeed,
            (int)(parsed.GetValue(seeds) ?? 1),
            [
                .. parsed.GetValue(set) ?? [],
                .. parsed.GetValue(gamma) is { } discount ? [$"{Gamma}={discount}"] : Array.Empty<string>(),
            ],
            parsed.GetValue(arguments) ?? [],
            parsed.GetValue(picture))));
        return command;
    }

    /// <summary>A process that is discounted by itself is learned so, unless something else is said.</summary>
    private static string[] OwnDiscount(EnvironmentEntry environment) => environment.Process is { Gamma: < 1 } process
        ? [string.Create(CultureInfo.InvariantCulture, $"{Gamma}={process.Gamma:R}")]
        : [];

    private static int Learn(CommandContext context, Request request)
    {
        var algorithm = context.Catalogue.Algorithms.Find(request.Algorithm);
        if (!algorithm.NeedsFiniteObservations)
            throw new BadInputException(
                $"The algorithm {algorithm.Id} keeps no table; use 'pathwise train {algorithm.Id}', or one of: "
                + $"{string.Join(", ", Tabular(context.Catalogue))}.");
        var environment = context.Catalogue.Environments.Find(request.Environment)
            .With(Assignments.Arguments(request.Arguments));
        var preset = context.Catalogue.Presets.FindDefault(algorithm.Id, environment.Spec.Id);
        var options = Assignments.Options(
            algorithm, preset?.OptionsFor(algorithm) ?? algorithm.DefaultOptions,
            [.. preset is null ? OwnDiscount(environment) : [], .. request.Set]);
        var steps = request.Steps ?? preset?.Steps ?? DefaultSteps;
        if (request.Seed > ulong.MaxValue - (ulong)(request.Seeds - 1))
            throw new BadInputException(
                $"There are no {request.Seeds} seeds from {request.Seed} on; the last one is {ulong.MaxValue}.");
        var path = Path.GetFullPath(request.Picture ?? Path.Combine(
            "figures", $"{environment.Spec.Id.Replace('/', '-')}-{algorithm.Id}.png"));
        if (Path.GetExtension(path).ToUpperInvariant() is not (".PNG" or ".SVG"))
            throw new BadInputException($"A picture is saved as .png or .svg, not as '{request.Picture}'.");
        algorithm.Create(environment, options, new(request.Seed), steps);             // what cannot be made is told at once

        var gamma = double.Parse(algorithm.Settings.TextOf(options, Gamma), CultureInfo.InvariantCulture);
        var begun = context.Time.GetTimestamp();
        var (task, curves) = FractionDisplay.Show(context, progress =>
        {
            var task = new TabularTask(algorithm, environment, options, gamma, context.Cancellation);
            return (task, LearnAll(task, request, steps, progress, context.Cancellation));
        });
        var seconds = context.Time.GetElapsedTime(begun).TotalSeconds;

        var title = $"{environment.Spec.Id}: {algorithm.Id}, "
            + (curves.Length == 1 ? $"seed {request.Seed}" : $"{curves.Length} seeds");
        LearningCurve
            .Draw(title, [new(algorithm.Id, [.. curves.Select(CurveOf)])], task.OptimalReturn, "best")
            .Save(path);
        var report = new LearnedReport(algorithm.Id, environment.Spec.Id, gamma, task, curves, path, seconds);
        if (context.IsJson) context.Terminal.WriteJson(report.ToJson());
        else report.Write(context.Terminal);
        return Array.Exists(curves, curve => curve.Diverged is not null) ? ExitCode.Failed : ExitCode.Done;
    }

    private static LearnedCurve[] LearnAll(
        TabularTask task, Request request, long steps, IProgress<double> progress, CancellationToken cancellation)
    {
        var (curves, done) = (new LearnedCurve[request.Seeds], new double[request.Seeds]);
        Parallel.For(0, request.Seeds, new ParallelOptions { CancellationToken = cancellation }, i =>
            curves[i] = task.Learn(request.Seed + (ulong)i, steps, request.Episodes, fraction =>
            {
                Volatile.Write(ref done[i], fraction);
                progress.Report(done.Sum() / done.Length);
            }, cancellation));
        return curves;
    }

    private static IEnumerable<string> Tabular(Catalogue catalogue) =>
        catalogue.Algorithms.All.Where(one => one.NeedsFiniteObservations).Select(one => one.Id);

    private static Curve CurveOf(LearnedCurve curve)
    {
        var points = curve.Points.Where(point => double.IsFinite(point.Return)).ToArray();
        return new([.. points.Select(point => (double)point.Steps)], [.. points.Select(point => point.Return)]);
    }

    private sealed record Request(
        string Algorithm, string Environment, long? Steps, long? Episodes, ulong Seed, int Seeds, string[] Set,
        string[] Arguments, string? Picture);
}
