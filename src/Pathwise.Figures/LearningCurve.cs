using Pathwise.Figures.Drawing;

namespace Pathwise.Figures;

/// <summary>The picture of learning: return per episode against environment steps.</summary>
/// <remarks>
/// A series of one run shows its returns as points and their moving mean as a line; a series of several shows the mean
/// over its seeds as a line, and a band from the 10th to the 90th percentile of the seeds. The moving mean's window is
/// a twelfth of the axis, or as much as holds twelve points; the line of a series of means goes from point to point.
/// Numbers that are not finite are left out,
/// and the subtitle says how many.
/// </remarks>
public static class LearningCurve
{
    private const int GridPoints = 240, MostPoints = 3000;
    private const double WindowShare = 1.0 / 12, PointsInWindow = 12;

    /// <summary>Draws some series on one pair of axes.</summary>
    /// <param name="title">What was learned: <c>"CartPole-v1"</c>.</param>
    /// <param name="series">At least one.</param>
    /// <param name="threshold">The return from which on the task counts as solved, drawn dashed; or null.</param>
    /// <param name="thresholdName">What that return is called.</param>
    /// <exception cref="ArgumentException">There is no series, or one without a run.</exception>
    public static Picture Draw(
        string title, IReadOnlyList<CurveSeries> series, double? threshold = null, string thresholdName = "solved")
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count == 0 || series.Any(one => one.Runs.Count == 0))
            throw new ArgumentException(
                "A learning curve needs at least one series, and each series at least one run.", nameof(series));

        var finite = series.Select(one => one with { Runs = [.. one.Runs.Select(Finite)] }).ToArray();
        var leftOut = series.Zip(finite, (all, kept) => Count(all) - Count(kept)).Sum();
        var lastStep = Math.Max(
            1, finite.SelectMany(one => one.Runs).Max(run => run.Steps.Count == 0 ? 0 : run.Steps[^1]));
        var grid = Enumerable.Range(0, GridPoints + 1).Select(i => lastStep * i / GridPoints).ToArray();

        var chart = new Chart
        {
            Title = title,
            Subtitle = Explain(finite, leftOut),
            XLabel = "environment steps",
            YLabel = "return of an episode",
            X = (0, lastStep),
            Y = Range(finite, threshold),
        };
        for (var i = 0; i < finite.Length; i++)
            Add(chart, finite[i], i, grid);
        if (threshold is { } level)
            chart.Level(level, $"{thresholdName}: {Ticks.Name(level)}");
        return chart.ToPicture();
    }

    private static void Add(Chart chart, CurveSeries series, int index, double[] grid)
    {
        var colour = Palette.Series(index);
        var smooth = series.Runs
            .Select(run => series.IsOfMeans
                ? Smoothing.Between(run.Steps, run.Returns, grid)
                : Smoothing.Over(run.Steps, run.Returns, grid, Window(run, grid[^1])))
            .ToArray();
        if (series.Runs.Count == 1)
        {
            var stride = 1 + (series.Runs[0].Steps.Count / MostPoints);
            chart.Points(
                EveryNth(series.Runs[0].Steps, stride), EveryNth(series.Runs[0].Returns, stride),
                colour.WithAlpha(70), 3.5f);
        }

        var (xs, means, low, high) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var g = 0; g < grid.Length; g++)
        {
            double[] present = [.. smooth.Select(line => line[g]).Where(double.IsFinite).Order()];
            if (present.Length == 0)
                continue;
            xs.Add(grid[g]);
            means.Add(present.Average());
            low.Add(Smoothing.Quantile(present, 0.1));
            high.Add(Smoothing.Quantile(present, 0.9));
        }

        if (xs.Count == 0)
            return;
        if (series.Runs.Count > 1)
            chart.Band([.. xs], [.. low], [.. high], colour.WithAlpha(45));
        chart.Line([.. xs], [.. means], colour, 2.4f);
        chart.Name(means[^1], series.Name, colour);
    }

    private static double Window(Curve run, double length) =>
        length * Math.Min(0.5, Math.Max(WindowShare, PointsInWindow / Math.Max(1, run.Steps.Count)));

    private static string Explain(CurveSeries[] series, int leftOut)
    {
        var seeds = series.Max(one => one.Runs.Count);
        var text = seeds == 1
            ? "Points: returns as they were logged. Line: their moving mean."
            : $"Line: mean over {seeds} seeds. Band: the middle 80 % of the seeds.";
        return leftOut == 0 ? text : $"{text} Left out: {leftOut} values that are not finite.";
    }

    private static (double Low, double High) Range(CurveSeries[] series, double? threshold)
    {
        var values = series.SelectMany(one => one.Runs).SelectMany(run => run.Returns).Order().ToArray();
        if (values.Length == 0)
            values = [threshold ?? 0];
        // One unlucky episode of a thousand must not flatten all the others.
        var (low, high) = (Smoothing.Quantile(values, 0.002), Smoothing.Quantile(values, 0.998));
        low = Math.Min(low, threshold ?? low);
        high = Math.Max(high, threshold ?? high);
        var room = Math.Max((high - low) * 0.06, 1e-3 * Math.Max(1, Math.Abs(high)));
        return (low >= 0 && low < high / 4 ? 0 : low - room, high + room);
    }

    private static Curve Finite(Curve run)
    {
        var kept = Enumerable.Range(0, run.Steps.Count).Where(i => double.IsFinite(run.Returns[i])).ToArray();
        return new([.. kept.Select(i => run.Steps[i])], [.. kept.Select(i => run.Returns[i])]);
    }

    private static int Count(CurveSeries series) => series.Runs.Sum(run => run.Returns.Count);

    private static double[] EveryNth(IReadOnlyList<double> values, int stride) =>
        [.. Enumerable.Range(0, (values.Count + stride - 1) / stride).Select(i => values[i * stride])];
}
