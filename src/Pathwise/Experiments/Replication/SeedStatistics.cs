namespace Pathwise.Experiments.Replication;

/// <summary>What several seeds say together about one number.</summary>
/// <param name="Count">n, the number of seeds.</param>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">The mean's standard error, <c>√(Σ(x − x̄)² / (n − 1) / n)</c>; null for one
/// seed.</param>
/// <param name="InterquartileMean">The mean of the middle half: ⌊n/4⌋ are cut off at either end. Source: Agarwal et al.
/// (2021), <i>Deep Reinforcement Learning at the Edge of the Statistical Precipice</i>.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
public sealed record SeedStatistics(int Count, double Mean, double? StandardError, double InterquartileMean, double Min,
    double Max)
{
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
            MiddleHalf(sorted),
            sorted[0],
            sorted[^1]);
    }

    /// <summary>The mean without the ⌊n/4⌋ least and the ⌊n/4⌋ greatest.</summary>
    /// <param name="sorted">[n], in their order.</param>
    internal static double MiddleHalf(ReadOnlySpan<double> sorted)
    {
        var (cut, sum) = (sorted.Length / 4, 0.0);
        foreach (var value in sorted[cut..^cut]) sum += value;
        return sum / (sorted.Length - (2 * cut));
    }
}
