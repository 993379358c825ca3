using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.Bandits;
using Pathwise.Cli.Display;
using Pathwise.Figures;
using Pathwise.Numerics;
using Pathwise.Randomness;
using Spectre.Console;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise bandit</c>: runs bandit strategies side by side.</summary>
internal static class BanditCommand
{
    private const ulong DefaultSeed = 1;
    private const string DefaultProblem = "gaussian", DefaultStrategies = "greedy,epsilon-greedy:0.1,ucb:2";
    private static readonly string DefaultPicture = Path.Combine("figures", "bandit.png");

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var problem = new Option<string>("--problem")
        {
            Description = "What the arms give, with parameters after colons, as in gaussian:mean=4; there are "
                + Names(BanditProblemCatalog.Standard.Entries.Select(entry => entry.Id)),
            HelpName = "problem",
            DefaultValueFactory = _ => DefaultProblem,
        };
        var strategies = new Option<string>("--strategies")
        {
            Description = "What chooses, with commas between, as in epsilon-greedy:0.1,ucb:2; there are "
                + Names(BanditCatalog.Standard.Entries.Select(entry => entry.Id)),
            HelpName = "list",
            DefaultValueFactory = _ => DefaultStrategies,
        };
        var runs = NumberOption.Whole(
            "--runs", "Independent bandits for each strategy [default: 2000]", 1, 100_000_000);
        var steps = NumberOption.Whole("--steps", "Steps of each bandit [default: 1000]", 1, 1_000_000);
        var arms = NumberOption.Whole("--arms", "Arms of each bandit [default: the problem's, 10]", 1, 1_000_000);
        var seed = NumberOption.Seed($"The seed that everything random comes from [default: {DefaultSeed}]");
        var threads = NumberOption.Whole(
            "--threads", "Threads; they change no bit of the result [default: one for each core]", 1, 1024);
        var picture = new Option<string>("--out")
        {
            Description = "The picture's file, .png or .svg", HelpName = "file",
            DefaultValueFactory = _ => DefaultPicture,
        };
        var command = new Command(
            "bandit", "Run bandit strategies side by side, and compare their reward, optimal choices and regret.")
        {
            problem, strategies, runs, steps, arms, seed, threads, picture,
        };
        command.SetAction(parsed => Run(context.For(parsed), new Request(
            Problem(parsed.GetRequiredValue(problem), (int?)parsed.GetValue(arms)),
            BanditCatalog.Standard.ParseList(parsed.GetRequiredValue(strategies)),
            new() { Runs = (int)(parsed.GetValue(runs) ?? 2000), Steps = (int)(parsed.GetValue(steps) ?? 1000) },
            parsed.GetValue(seed) ?? DefaultSeed,
            (int)(parsed.GetValue(threads) ?? Environment.ProcessorCount),
            parsed.GetRequiredValue(picture))));
        return command;
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    private static IBanditProblem Problem(string text, int? arms)
    {
        var problem = BanditProblemCatalog.Standard.Parse(text);
        return arms is not { } count ? problem : problem.Entry.Create(
        [
            .. problem.Entry.Parameters.Zip(
                problem.Arguments, (parameter, value) => parameter.Name == "arms" ? count : value),
        ]);
    }

    private static int Run(CommandContext context, Request request)
    {
        var picture = OutputPicture(request.Picture);
        var begun = context.Time.GetTimestamp();
        var results = FractionDisplay.Show(context, progress => Results(request, progress, context.Cancellation));
        var seconds = context.Time.GetElapsedTime(begun).TotalSeconds;

        var title = $"{request.Problem}, {request.Problem.Arms} arm{(request.Problem.Arms == 1 ? "" : "s")}";
        BanditComparison.Draw(title, results).Save(picture);
        if (context.IsJson) context.Terminal.WriteJson(ToJson(request, results, picture, seconds));
        else WriteTable(context.Terminal, request, results, picture, seconds);
        return ExitCode.Done;
    }

    /// <summary>Where the picture will lie: refused before the computing, not after.</summary>
    internal static string OutputPicture(string path)
    {
        if (Path.GetExtension(path).ToUpperInvariant() is not (".PNG" or ".SVG"))
            throw new BadInputException($"A picture is saved as .png or .svg, not as '{path}'.");
        var full = Path.GetFullPath(path);
        ReproduceCommand.MakeFolder(Path.GetDirectoryName(full)!);
        return full;
    }

    private static (string Name, TestbedResult Result)[] Results(
        Request request, IProgress<double> progress, CancellationToken cancellation)
    {
        using var workers = new Workers(request.Threads);
        var results = new (string, TestbedResult)[request.Strategies.Count];
        for (var s = 0; s < results.Length; s++)
        {
            var (strategy, before) = (request.Strategies[s], s);
            var part = new Part(runs => progress.Report(
                (before + ((double)runs / request.Options.Runs)) / results.Length));
            results[s] = (strategy.ToString()!, Testbed.Run(
                strategy, request.Problem, request.Options, new SeedSequence(request.Seed), workers, part,
                cancellation));
        }

        return results;
    }

    private static JsonObject ToJson(
        Request request, (string Name, TestbedResult Result)[] results, string picture, double seconds) => new()
    {
        ["problem"] = request.Problem.ToString(),
        ["arms"] = request.Problem.Arms,
        ["runs"] = request.Options.Runs,
        ["steps"] = request.Options.Steps,
        ["seed"] = request.Seed,
        ["strategies"] = Json.Array(results.Select(one => new JsonObject
        {
            ["name"] = one.Name,
            ["averageReward"] = Json.Number(one.Result.Last.Reward.Mean),
            ["optimalPercent"] = Json.Number(100 * one.Result.Last.Optimal.Mean),
            ["standardError"] = Json.Number(one.Result.Last.Reward.StandardError),
            ["optimalStandardError"] = Json.Number(100 * one.Result.Last.Optimal.StandardError),
            ["regret"] = Json.Number(Regret(one.Result)),
            ["regretStandardError"] = Json.Number(RegretError(one.Result)),
        })),
        ["picture"] = picture,
        ["seconds"] = Json.Number(seconds),
    };

    private static void WriteTable(
        Terminal terminal, Request request, (string Name, TestbedResult Result)[] results, string picture,
        double seconds)
    {
        var console = terminal.OutputConsole;
        var last = Math.Min(request.Options.LastSteps, request.Options.Steps);
        var table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn("[grey]strategy[/]").NoWrap());
        foreach (var column in (string[])["reward", "± s.e.", "% optimal", "± s.e.", "regret", "± s.e."])
            table.AddColumn(new TableColumn($"[grey]{column}[/]").RightAligned().NoWrap());
        foreach (var (name, result) in results)
            table.AddRow(
                Markup.Escape(name),
                $"[bold]{Number(result.Last.Reward.Mean, 3)}[/]", Number(result.Last.Reward.StandardError, 3),
                $"[bold]{Number(100 * result.Last.Optimal.Mean, 1)}[/]",
                Number(100 * result.Last.Optimal.StandardError, 1),
                $"[bold]{Number(Regret(result), 1)}[/]", Number(RegretError(result), 1));
        terminal.Write(table);
        console.WriteLine();
        console.MarkupLineInterpolated(
            $"[grey]Reward and % optimal: mean of the last {last} steps. Regret: sum over {request.Options.Steps}.[/]");
        console.MarkupLineInterpolated($"[grey]picture[/]  {Wording.Path(picture)}");
        console.MarkupLineInterpolated($"[grey]time[/]     {Wording.Time(TimeSpan.FromSeconds(seconds))}");
    }

    /// <summary>Σ_t [max q* − q*(A_t)], the mean over runs.</summary>
    private static double Regret(TestbedResult result) => result.Whole.Regret.Mean * result.Options.Steps;

    private static double RegretError(TestbedResult result) => result.Whole.Regret.StandardError * result.Options.Steps;

    private static string Number(double value, int decimals) => double.IsFinite(value)
        ? value.ToString($"F{decimals}", CultureInfo.InvariantCulture).Replace('-', '−')
        : "–";

    private sealed class Part(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }

    private sealed record Request(
        IBanditProblem Problem, IReadOnlyList<IBanditStrategy> Strategies, TestbedOptions Options, ulong Seed,
        int Threads, string Picture);
}
