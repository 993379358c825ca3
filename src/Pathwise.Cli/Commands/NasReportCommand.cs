using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch;
using Pathwise.Cli.Display;
using Pathwise.Cli.Nas;
using Pathwise.Experiments.Replication;
using Pathwise.Experiments.Runs;
using Spectre.Console;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise nas report</c>: trains the best networks of a search again, beside random ones.</summary>
internal static class NasReportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var defaults = new RetrainingOptions();
        var run = new Argument<string>("run") { Description = "The folder of a run of 'pathwise nas search'" };
        var top = NumberOption.Whole(
            "--top", $"The best networks of the search to train again [default: {defaults.Top}]", 1, 10_000);
        var random = NumberOption.Whole(
            "--random", $"Random networks to train as long [default: {defaults.Random}]", 1, 10_000);
        var seeds = NumberOption.Whole(
            "--seeds", $"Trainings of each network [default: {defaults.Seeds}]", 1, 10_000);
        var set = new Option<string[]>("--evaluator-set")
        {
            Description =
                "Set an option of the evaluator, such as a longer training than in the search; may be repeated",
            HelpName = "name=value",
        };
        var workers = NumberOption.Whole(
            "--workers", "Networks to train at once; changes no result [default: as the search]", 1, 1024);
        var command = new Command(
            "report", "Train the best networks of a search again beside random ones, alike and with several seeds.")
        {
            run, top, random, seeds, set, workers,
        };
        command.SetAction(parsed => Report(
            context.For(parsed), parsed.GetRequiredValue(run),
            new()
            {
                Top = (int)(parsed.GetValue(top) ?? defaults.Top),
                Random = (int)(parsed.GetValue(random) ?? defaults.Random),
                Seeds = (int)(parsed.GetValue(seeds) ?? defaults.Seeds),
            },
            parsed.GetValue(set) ?? [],
            (int?)parsed.GetValue(workers)));
        return command;
    }

    private static int Report(
        CommandContext context, string folder, RetrainingOptions options, string[] settings, int? workers)
    {
        var run = SearchRun.Open(folder, context.Catalogue.Search, context.Time);
        var entry = context.Catalogue.Search.Evaluators.Find(run.Plan.Evaluator);
        var evaluatorOptions = Assignments.Options(
            entry.Settings, run.Plan.EvaluatorOptions!, settings, "epochs=20");
        var retraining = new Retraining(run, options);
        var networks = retraining.Choose().Count;
        context.Terminal.Error.WriteLine(
            $"{networks * options.Seeds} trainings: {networks - options.Random} best and {options.Random} random "
            + $"networks of {run.Space.Name}, {options.Seeds} seeds each");
        using var evaluator = new DisposableEvaluator(entry.Create(run.Space, evaluatorOptions));
        var begun = context.Time.GetTimestamp();
        var report = FractionDisplay.Show(context, progress => retraining.Train(
            evaluator.Evaluator, entry.Settings.ToJson(evaluatorOptions).ToJsonString(), workers ?? run.Plan.Workers,
            progress, context.Cancellation));
        var seconds = context.Time.GetElapsedTime(begun).TotalSeconds;
        if (context.IsJson) context.Terminal.WriteJson(ToJson(run, report, seconds));
        else Write(context.Terminal, report, seconds);
        return report.Top.Count > 0 && report.Random.Count > 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static JsonObject ToJson(SearchRun run, RetrainingReport report, double seconds) => new()
    {
        ["run"] = run.Folder,
        ["networks"] = Json.Array(report.Networks.Select(network => new JsonObject
        {
            ["group"] = Group(network),
            ["genotype"] = network.Genotype.ToString(),
            ["mean"] = Json.Number(network.Statistics?.Mean),
            ["standardError"] = Json.Number(network.Statistics?.StandardError),
            ["accuracies"] = Json.Array(network.Accuracies.Select(accuracy => Json.Number(accuracy))),
            ["broken"] = network.Results.Count - network.Accuracies.Count,
            ["multiplyAdds"] = network.Results.Max(result => result.MultiplyAdds),
            ["parameters"] = network.Results.Max(result => result.Parameters),
        })),
        ["top"] = ToJson(report.Top),
        ["random"] = ToJson(report.Random),
        ["difference"] = Json.Number(report.Test?.Difference),
        ["p"] = Json.Number(report.Test?.P),
        ["cliffsDelta"] = Json.Number(report.Delta),
        ["seconds"] = Json.Number(seconds),
    };

    private static JsonObject? ToJson(IReadOnlyList<double> means)
    {
        if (means.Count == 0) return null;
        var (statistics, interval) = (SeedStatistics.Of(means), RetrainingReport.IntervalOf(means));
        return new()
        {
            ["networks"] = means.Count,
            ["mean"] = Json.Number(statistics.Mean),
            ["standardError"] = Json.Number(statistics.StandardError),
            ["low95"] = Json.Number(interval.Low),
            ["high95"] = Json.Number(interval.High),
        };
    }

    private static void Write(Terminal terminal, RetrainingReport report, double seconds)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn("[grey]networks[/]").NoWrap());
        foreach (var column in (string[])["accuracy", "± s.e.", "multiply-adds", "broken"])
            table.AddColumn(new TableColumn($"[grey]{column}[/]").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("[grey]genotype[/]"));
        foreach (var network in report.Networks)
            table.AddRow(
                Group(network), $"[bold]{Percent(network.Statistics?.Mean)}[/]",
                Percent(network.Statistics?.StandardError),
                Wording.Count(network.Results.Max(result => result.MultiplyAdds)),
                $"{network.Results.Count - network.Accuracies.Count}", Markup.Escape(network.Genotype.ToString()));
        terminal.Write(table);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine($"top       {Line(report.Top)}");
        terminal.Output.WriteLine($"random    {Line(report.Random)}");
        if (report.Test is { } test)
            terminal.Output.WriteLine(
                $"top − random  {Percent(test.Difference)}, Welch's p {Chance(test.P)}, Cliff's δ "
                + string.Create(CultureInfo.InvariantCulture, $"{report.Delta:0.00}").Replace('-', '−'));
        terminal.Output.WriteLine($"time      {Wording.Time(TimeSpan.FromSeconds(seconds))}");
    }

    private static string Line(IReadOnlyList<double> means)
    {
        if (means.Count == 0) return "no training went well";
        var (statistics, interval) = (SeedStatistics.Of(means), RetrainingReport.IntervalOf(means));
        return $"{Percent(statistics.Mean)} ± {Percent(statistics.StandardError)} s.e. over {means.Count} networks, "
            + $"95 % interval {Percent(interval.Low)} to {Percent(interval.High)}";
    }

    private static string Chance(double p) =>
        p < 0.001 ? "< 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Percent(double? accuracy) =>
        accuracy is { } value ? SearchRuns.Percent(value).Replace('-', '−') : "–";

    private static string Group(RetrainedNetwork network) => network.IsTop ? "top" : "random";
}
