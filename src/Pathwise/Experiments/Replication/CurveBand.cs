namespace Pathwise.Experiments.Replication;

/// <summary>The learning curves of several seeds as one curve with a band.</summary>
public static class CurveBand
{
    /// <summary>Sums up learning curves over the seeds, interval by interval.</summary>
    /// <param name="curves">A curve for each seed, its points in the order of their steps.</param>
    /// <param name="totalSteps">Where the last interval ends.</param>
    /// <param name="intervals">How many intervals of equal length, ≥ 1.</param>
    /// <returns>
    /// A point for each interval: its end, and the statistics of what each seed's points within it average to. A seed
    /// without a point in an interval counts with its interval before; intervals before the first point of any seed are
    /// left out.
    /// </returns>
    public static IReadOnlyList<CurveBandPoint> Of(
        IReadOnlyList<IReadOnlyList<CurvePoint>> curves, long totalSteps, int intervals = 100)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(intervals, 1);
        var averages = curves.Select(curve => Averages(curve, totalSteps, intervals)).ToArray();
        var band = new List<CurveBandPoint>(intervals);
        for (var i = 0; i < intervals; i++)
        {
            var returns = averages.Select(values => values[i]).OfType<double>().ToArray();
            if (returns.Length > 0) band.Add(new(EndOf(i, totalSteps, intervals), SeedStatistics.Of(returns)));
        }

        return band;
    }

    private static double?[] Averages(IReadOnlyList<CurvePoint> curve, long totalSteps, int intervals)
    {
        var averages = new double?[intervals];
        var next = 0;
        for (var i = 0; i < intervals; i++)
        {
            var (sum, count) = (0.0, 0);
            var end = i == intervals - 1 ? long.MaxValue : EndOf(i, totalSteps, intervals);
            for (; next < curve.Count && curve[next].Steps <= end; next++)
                (sum, count) = (sum + curve[next].Return, count + 1);
            averages[i] = count > 0 ? sum / count : i > 0 ? averages[i - 1] : null;
        }

        return averages;
    }

    private static long EndOf(int interval, long totalSteps, int intervals) =>
        (long)((Int128)totalSteps * (interval + 1) / intervals);
}
