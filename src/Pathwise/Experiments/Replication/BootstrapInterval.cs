using Pathwise.Randomness;

namespace Pathwise.Experiments.Replication;

/// <summary>An interval for a mean, plain or interquartile, from resampling, without an assumption about its
/// distribution.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
/// <remarks>Source: B. Efron, <i>Bootstrap Methods: Another Look at the Jackknife</i>, Annals of Statistics 7 (1979);
/// the percentiles of resampled means.</remarks>
public readonly record struct BootstrapInterval(double Low, double High)
{
    /// <summary>The interval that holds a share of the resampled means.</summary>
    /// <param name="values">[n], n ≥ 1.</param>
    /// <param name="confidence">The share, in (0, 1): 0.95.</param>
    /// <param name="resamples">How many means are drawn.</param>
    /// <param name="rng">The stream to draw from.</param>
    public static BootstrapInterval OfMean(
        ReadOnlySpan<double> values, double confidence, int resamples, ref Rng rng) =>
        Of(values, Mean, confidence, resamples, ref rng);

    /// <summary>The interval that holds a share of the resampled interquartile means; see
    /// <see cref="SeedStatistics.InterquartileMean"/>.</summary>
    /// <inheritdoc cref="OfMean"/>
    public static BootstrapInterval OfInterquartileMean(
        ReadOnlySpan<double> values, double confidence, int resamples, ref Rng rng) =>
        Of(values, InterquartileMean, confidence, resamples, ref rng);

    private static BootstrapInterval Of(
        ReadOnlySpan<double> values, Func<double[], double> statistic, double confidence, int resamples, ref Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
        var (statistics, drawn) = (new double[resamples], new double[values.Length]);
        for (var i = 0; i < resamples; i++)
        {
            foreach (ref var value in drawn.AsSpan()) value = values[rng.NextInt32(values.Length)];
            statistics[i] = statistic(drawn);
        }

        Array.Sort(statistics);
        return new(Quantile(statistics, (1 - confidence) / 2), Quantile(statistics, (1 + confidence) / 2));
    }

    private static double Mean(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }

    private static double InterquartileMean(double[] values)
    {
        Array.Sort(values);
        return SeedStatistics.MiddleHalf(values);
    }

    private static double Quantile(double[] sorted, double q)
    {
        var position = q * (sorted.Length - 1);
        var below = (int)position;
        return sorted[below] + ((position - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
