using Pathwise.Experiments.Replication;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published.Scores;

/// <summary>What the policies of several seeds earn.</summary>
/// <param name="Line">Which preset made them.</param>
/// <param name="Steps">Environment steps that each has learned from.</param>
/// <param name="Means">The mean return of each seed's greedy policy, in the order of seeds; NaN where training diverged
/// before its first checkpoint.</param>
internal sealed record Score(ScoreLine Line, long Steps, IReadOnlyList<double> Means)
{
    private const int Resamples = 10_000;
    private const ulong Seed = 1;

    /// <summary>Sums over seeds.</summary>
    public SeedStatistics Over { get; } = SeedStatistics.Of(Means);

    /// <summary>The 95 % interval of the interquartile mean.</summary>
    public BootstrapInterval Interval { get; } = IntervalOf([.. Means]);

    private static BootstrapInterval IntervalOf(double[] means)
    {
        var rng = new Rng(Seed);
        return BootstrapInterval.OfInterquartileMean(means, 0.95, Resamples, ref rng);
    }
}
