using System.Globalization;
using Pathwise.Bandits;
using Pathwise.Figures.Drawing;

namespace Pathwise.Figures.Published;

/// <summary>What Figures 2.2 to 2.5 have in common: 2000 runs of 1000 steps on the 10-armed testbed, for each
/// line.</summary>
internal static class TestbedExperiment
{
    /// <summary>What is said of references without a standard error of their own.</summary>
    public const string RoundedReference =
        "The book prints curves, no numbers: the reference is the mean over 20,000 runs of an independent "
        + "implementation, with three digits; its standard error is ours scaled to its runs, and half of its last "
        + "digit.";

    /// <summary>The book's number of runs and steps.</summary>
    public static TestbedOptions Options { get; } = new() { Runs = 2000, Steps = 1000, LastSteps = 100 };

    /// <summary>Runs all lines, compares them, and draws them.</summary>
    /// <param name="figure">Which figure.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="panels">What it shows, from above: <c>"reward"</c>, <c>"optimal"</c>, or both.</param>
    /// <param name="progress">Told the fraction that is done.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static FigureReport Run(
        PublishedFigure figure, TestbedLine[] lines, string[] panels, IProgress<double>? progress,
        CancellationToken cancellation)
    {
        var references = TestbedReference.Read(figure.Id + ".json");
        using var team = new TestbedTeam(lines.Length, progress, cancellation);
        var results = Array.ConvertAll(lines, line => line.Run(Options, team));
        FigureRow[] rows = [.. lines.SelectMany((line, i) => Compare(line, results[i], references[line.Reference]))];
        return new(figure, rows, Draw(figure, lines, results, panels));
    }

    /// <summary>A line's numbers beside those of the reference.</summary>
    internal static IEnumerable<FigureRow> Compare(
        TestbedLine line, TestbedResult result, IEnumerable<TestbedReference> references)
    {
        foreach (var reference in references)
        {
            var (here, error) = Measure(result, reference);
            yield return new(
                $"{line.Name}, {NameOf(reference)}", here, error, reference.Value,
                reference.StandardErrorGiven(error, result.Options.Runs));
        }
    }

    private static TestbedMean Measure(TestbedResult result, TestbedReference reference)
    {
        var (first, last, steps) = (reference.First, reference.Last, result.Options.Steps);
        var isReward = reference.What == "reward";
        TestbedMean Of(TestbedSummary summary) => isReward ? summary.Reward : summary.Optimal;
        var mean = (first, last) switch
        {
            _ when first == last => (isReward ? result.Reward : result.Optimal).At(first),
            _ when first == 1 && last == steps => Of(result.Whole),
            _ when first == steps - result.Options.LastSteps + 1 && last == steps => Of(result.Last),
            _ => throw new InvalidOperationException($"Steps {first} to {last} are not summed up by themselves."),
        };
        return isReward ? mean : new(100 * mean.Mean, 100 * mean.StandardError);
    }

    private static string NameOf(TestbedReference reference)
    {
        var what = reference.What == "reward" ? "reward" : "% optimal";
        return reference.First == reference.Last
            ? string.Create(CultureInfo.InvariantCulture, $"{what} at step {reference.First}")
            : string.Create(CultureInfo.InvariantCulture, $"{what} in steps {reference.First}–{reference.Last}");
    }

    private static Picture Draw(
        PublishedFigure figure, TestbedLine[] lines, TestbedResult[] results, string[] panels)
    {
        const string Subtitle = "10-armed testbed, averages over 2000 runs.";
        Chart[] charts = [.. panels.Select(panel => Panel(figure, Subtitle, panel))];
        for (var (i, drawn) = (0, 0); i < lines.Length; i++)
        {
            if (!lines[i].IsDrawn) continue;
            for (var panel = 0; panel < panels.Length; panel++)
                Add(charts[panel], panels[panel], lines[i], results[i], drawn);
            drawn++;
        }

        return charts.Length == 1 ? charts[0].ToPicture() : new ChartStack(figure.Title, Subtitle, charts).ToPicture();
    }

    private static Chart Panel(PublishedFigure figure, string subtitle, string panel) => new()
    {
        Title = figure.Title,
        Subtitle = subtitle,
        XLabel = "steps",
        YLabel = panel == "reward" ? "average reward" : "% optimal action",
        X = (1, Options.Steps),
        Y = panel == "reward" ? (-0.1, 1.6) : (0, 100),
    };

    private static void Add(Chart chart, string panel, TestbedLine line, TestbedResult result, int index)
    {
        var means = panel == "reward"
            ? result.Reward.Means.ToArray()
            : Array.ConvertAll(result.Optimal.Means.ToArray(), share => 100 * share);
        double[] steps = [.. Enumerable.Range(1, means.Length).Select(step => (double)step)];
        chart.Line(steps, means, Palette.Series(index), 1.4f);
        chart.Name(means[^20..].Average(), line.Name, Palette.Series(index));
    }
}
