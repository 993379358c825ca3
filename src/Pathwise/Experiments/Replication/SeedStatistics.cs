using Pathwise.Randomness;

namespace Pathwise.Experiments.Replication;

/// <summary>What several seeds say together about one number.</summary>
/// <param name="Count">n, the number of seeds.</param>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">The mean's standard error, <c>√(Σ(x − x̄)² / (n − 1) / n)</c>; null for one
/// seed.</param>
/// <param name="InterquartileMean">The <see cref="Replication.InterquartileMean"/>.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
public sealed record SeedStatistics(int Count, double Mean, double? StandardError, double InterquartileMean, double Min,
    double Max)
{
    private const int Resamples = 10_000;
    private const double Confidence = 0.95;

    /// <summary>The mean's 95 % interval by <see cref="BootstrapInterval.Stratified"/>; null for one seed, or where it
    /// was not asked for.</summary>
    public BootstrapInterval? MeanInterval { get; init; }

    /// <summary>The interquartile mean's 95 % interval; null likewise.</summary>
    public BootstrapInterval? InterquartileInterval { get; init; }

    /// <summary>Sums up one number for each seed, with intervals.</summary>
    /// <param name="values">[n], n ≥ 1; their order changes no bit of the result.</param>
    /// <param name="rng">The stream to resample from.</param>
    public static SeedStatistics Of(IEnumerable<double> values, ref Rng rng)
    {
        double[] sorted = [.. values.Order()];
        var statistics = Of(sorted);
        return sorted.Length == 1 ? statistics : statistics with
        {
            MeanInterval = BootstrapInterval.Stratified(
                [sorted], MeanOf, Confidence, Resamples, ref rng),
            InterquartileInterval = BootstrapInterval.Stratified(
                [sorted], Replication.InterquartileMean.Of, Confidence, Resamples, ref rng),
        };
    }

    /// <summary>Sums up one number for each seed.</summary>
    /// <param name="values">[n], n ≥ 1; their order changes no bit of the result.</param>
    public static SeedStatistics Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0) throw new ArgumentException("There must be at least one seed.", nameof(values));
        var mean = sorted.Average();
        return new(
            sorted.Length,
            mean,
            sorted.Length > 1
                ? Math.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / (sorted.Length - 1) / sorted.Length)
                : null,
            Replication.InterquartileMean.Of(sorted),
            sorted[0],
            sorted[^1]);
    }

    private static double MeanOf(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
