using Pathwise.Experiments.Replication;
using Pathwise.Randomness;

namespace Pathwise.Experiments.Runs;

/// <summary>The best networks of a search beside random ones, trained alike.</summary>
/// <param name="Networks">The best first, then the random ones.</param>
/// <remarks>What is compared are networks, not trainings: a network counts with the mean over its seeds.</remarks>
public sealed record RetrainingReport(IReadOnlyList<RetrainedNetwork> Networks)
{
    private const int Resamples = 5000;

    /// <summary>The means of the best networks.</summary>
    public IReadOnlyList<double> Top => MeansOf(isTop: true);

    /// <summary>The means of the random networks.</summary>
    public IReadOnlyList<double> Random => MeansOf(isTop: false);

    /// <summary>Welch's test of the two; null where one of them has fewer than two networks.</summary>
    public WelchTest? Test => Top.Count > 1 && Random.Count > 1 ? WelchTest.Of([.. Top], [.. Random]) : null;

    /// <summary>Cliff's δ of the best over the random ones; null where one of them has no network.</summary>
    public double? Delta => Top.Count > 0 && Random.Count > 0 ? CliffsDelta.Of([.. Top], [.. Random]) : null;

    /// <summary>The interval of 95 % of a mean over networks, by bootstrap.</summary>
    /// <param name="means">At least one.</param>
    public static BootstrapInterval IntervalOf(IReadOnlyList<double> means)
    {
        var rng = new Rng(1);
        return BootstrapInterval.OfMean([.. means], 0.95, Resamples, ref rng);
    }

    private double[] MeansOf(bool isTop) =>
    [
        .. Networks.Where(network => network.IsTop == isTop)
            .Select(network => network.Statistics?.Mean).OfType<double>(),
    ];
}
