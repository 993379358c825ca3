using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Benchmarks;
using Pathwise.Cli.Display;
using Pathwise.Cli.Nas;
using Pathwise.Figures;
using Pathwise.Numerics;
using Pathwise.Randomness;
using Spectre.Console;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise nas compare</c>: strategies side by side on the table of NAS-Bench-201.</summary>
internal static class NasCompareCommand
{
    private const ulong DefaultSeed = 1;
    private const string Baseline = "random", Space = "nasbench201",
        DefaultStrategies = "random,evolution,local,largest,reinforce,ppo";
    private static readonly string DefaultPicture = Path.Combine("figures", "nas-compare.png");

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var known = context.Catalogue.Search.Strategies;
        var strategies = new Option<string>("--strategies")
        {
            Description = "What is compared, with commas between and options after colons, as in "
                + "random,evolution:population=20; a strategy with a preset for the table begins with it; there are "
                + string.Join(", ", known.All.Select(one => one.Id)) + ", and the presets "
                + string.Join(", ", known.Presets.Select(one => one.Id)),
            HelpName = "list",
            DefaultValueFactory = _ => DefaultStrategies,
        };
        var dataset = new Option<string>("--dataset")
        {
            Description = "The images: cifar10, cifar100 or imageNet16",
            HelpName = "name",
            DefaultValueFactory = _ => "cifar10",
        };
        var runs = NumberOption.Whole("--runs", "Searches of each strategy [default: 500]", 1, 1_000_000);
        var children = NumberOption.Whole("--children", "Children of each search [default: 100]", 1, 1_000_000);
        var isNull = new Option<bool>("--null")
        {
            Description = "Reward from a table whose rows are shuffled for each search: nobody may beat random search",
        };
        var seed = NumberOption.Seed($"The seed that everything random comes from [default: {DefaultSeed}]");
        var threads = NumberOption.Whole(
            "--threads", "Threads; they change no bit of the result [default: one for each core]", 1, 1024);
        var picture = new Option<string>("--out")
        {
            Description = "The picture's file, .png or .svg", HelpName = "file",
            DefaultValueFactory = _ => DefaultPicture,
        };
        var command = new Command(
            "compare", "Compare strategies over many searches on the table of NAS-Bench-201: regret, intervals, tests.")
        {
            strategies, dataset, runs, children, isNull, seed, threads, picture,
        };
        command.SetAction(parsed => Compare(context.For(parsed), new(
            StrategyRequest.ParseList(parsed.GetRequiredValue(strategies), context.Catalogue.Search.Strategies),
            Enum.TryParse<NasBench201Dataset>(parsed.GetRequiredValue(dataset), ignoreCase: true, out var set)
                && Enum.IsDefined(set)
                ? set
                : throw BadInputException.Unknown(
                    "data set", parsed.GetRequiredValue(dataset), ["cifar10", "cifar100", "imageNet16"]),
            (int)(parsed.GetValue(runs) ?? 500),
            (int)(parsed.GetValue(children) ?? 100),
            parsed.GetValue(isNull),
            parsed.GetValue(seed) ?? DefaultSeed,
            (int)(parsed.GetValue(threads) ?? Environment.ProcessorCount),
            parsed.GetRequiredValue(picture))));
        return command;
    }

    private static int Compare(CommandContext context, Request request)
    {
        var picture = BanditCommand.OutputPicture(request.Picture);
        var table = NasBench201Table.Load();
        var space = context.Catalogue.Search.FindSpace(Space);
        var begun = context.Time.GetTimestamp();
        var results = FractionDisplay.Show(
            context, progress => Results(request, table, space, progress, context.Cancellation));
        var seconds = context.Time.GetElapsedTime(begun).TotalSeconds;

        var baseline = Math.Max(0, results.FindIndex(one => one.Strategy == Baseline));
        var rows = ComparisonRow.Of(results, baseline, new SeedSequence(request.Seed));
        var best = table.Test(request.Dataset).ToArray().Max();
        var title = $"NAS-Bench-201, {NameOf(request.Dataset)}{(request.IsNull ? ", shuffled rewards" : "")}";
        StrategyPicture.Draw(title, results, best).Save(picture);
        if (context.IsJson)
            context.Terminal.WriteJson(ToJson(request, rows, results[baseline].Strategy, best, picture, seconds));
        else
            Write(context.Terminal, request, rows, results[baseline].Strategy, best, picture, seconds);
        return ExitCode.Done;
    }

    private static List<StrategyRuns> Results(
        Request request, NasBench201Table table, ISearchSpace space, IProgress<double> progress,
        CancellationToken cancellation)
    {
        var study = new StrategyStudy(table, space, request.Dataset) { IsNull = request.IsNull };
        using var workers = new Workers(request.Threads);
        var results = new List<StrategyRuns>();
        foreach (var one in request.Strategies)
        {
            var before = results.Count;
            var part = new Part(done => progress.Report(
                (before + ((double)done / request.Runs)) / request.Strategies.Count));
            results.Add(study.Run(
                one.Entry, one.Options, one.Name, request.Runs, request.Children, new SeedSequence(request.Seed),
                workers, part, cancellation));
        }

        return results;
    }

    private static JsonObject ToJson(
        Request request, ComparisonRow[] rows, string baseline, double best, string picture, double seconds) => new()
    {
        ["space"] = Space,
        ["dataset"] = NameOf(request.Dataset),
        ["measure"] = "test accuracy after 200 epochs of the best by validation after 12, in per cent",
        ["best"] = Json.Number(best),
        ["null"] = request.IsNull,
        ["seed"] = request.Seed,
        ["baseline"] = baseline,
        ["rows"] = Json.Array(rows.Select(row => row.ToJson())),
        ["picture"] = picture,
        ["seconds"] = Json.Number(seconds),
    };

    private static void Write(
        Terminal terminal, Request request, ComparisonRow[] rows, string baseline, double best, string picture,
        double seconds)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn("[grey]strategy[/]").NoWrap());
        foreach (var column in (string[])
            ["mean", "± s.e.", "s.d.", "95 % interval", "median", "difference", "p (Holm)", "Cliff's δ"])
            table.AddColumn(new TableColumn($"[grey]{column}[/]").RightAligned().NoWrap());
        foreach (var row in rows)
            table.AddRow(
                Markup.Escape(row.Runs.Strategy),
                $"[bold]{Number(row.Mean, 3)}[/]", Number(row.StandardError, 3), Number(row.Deviation, 2),
                $"{Number(row.Interval.Low, 2)} to {Number(row.Interval.High, 2)}", Number(row.Median, 2),
                row.Test is { } test ? Number(test.Difference, 3) : "–", Chance(row.CorrectedP),
                Number(row.Delta, 2));
        terminal.Write(table);
        var console = terminal.OutputConsole;
        console.WriteLine();
        console.MarkupLineInterpolated(
            $"[grey]{Explain(request, best)}[/]");
        console.MarkupLineInterpolated(
            $"[grey]Difference, Welch's test with Holm's correction, and Cliff's δ: against {baseline}.[/]");
        if (request.IsNull)
            console.MarkupLineInterpolated(
                $"[grey]Null experiment: rewards are those of other cells, so nobody can know better than random.[/]");
        console.MarkupLineInterpolated($"[grey]picture[/]  {Wording.Path(picture)}");
        console.MarkupLineInterpolated($"[grey]time[/]     {Wording.Time(TimeSpan.FromSeconds(seconds))}");
    }

    private static string Explain(Request request, double best) => string.Create(
        CultureInfo.InvariantCulture,
        $"Test accuracy (%) of the best by validation after {request.Children} children, {request.Runs} searches; the "
        + $"best cell has {best}.");

    private static string Number(double? value, int decimals) => value is { } number
        ? number.ToString($"F{decimals}", CultureInfo.InvariantCulture).Replace('-', '−')
        : "–";

    private static string Chance(double? p) => p switch
    {
        null => "–",
        < 0.001 => "< 0.001",
        _ => Number(p, 3),
    };

    private static string NameOf(NasBench201Dataset dataset) =>
        JsonNamingPolicy.CamelCase.ConvertName(dataset.ToString());

    private sealed class Part(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }

    private sealed record Request(
        IReadOnlyList<StrategyRequest> Strategies, NasBench201Dataset Dataset, int Runs, int Children, bool IsNull,
        ulong Seed, int Threads, string Picture);
}
