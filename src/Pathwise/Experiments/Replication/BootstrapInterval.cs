using Pathwise.Randomness;

namespace Pathwise.Experiments.Replication;

/// <summary>An interval for a mean, plain or interquartile, or for another statistic, from resampling, without an
/// assumption about its distribution.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
/// <remarks>Source: B. Efron, <i>Bootstrap Methods: Another Look at the Jackknife</i>, Annals of Statistics 7 (1979);
/// the percentiles of resampled statistics.</remarks>
public readonly record struct BootstrapInterval(double Low, double High)
{
    /// <summary>The interval that holds a share of the resampled means.</summary>
    /// <param name="values">[n], n ≥ 1.</param>
    /// <param name="confidence">The share, in (0, 1): 0.95.</param>
    /// <param name="resamples">How many means are drawn.</param>
    /// <param name="rng">The stream to draw from.</param>
    public static BootstrapInterval OfMean(
        ReadOnlySpan<double> values, double confidence, int resamples, ref Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
        var means = new double[resamples];
        for (var i = 0; i < resamples; i++)
        {
            var sum = 0.0;
            for (var k = 0; k < values.Length; k++) sum += values[rng.NextInt32(values.Length)];
            means[i] = sum / values.Length;
        }

        Array.Sort(means);
        return new(Quantile(means, (1 - confidence) / 2), Quantile(means, (1 + confidence) / 2));
    }

    /// <summary>The interval that holds a share of the resampled interquartile means; see
    /// <see cref="InterquartileMean"/>.</summary>
    /// <inheritdoc cref="OfMean"/>
    public static BootstrapInterval OfInterquartileMean(
        ReadOnlySpan<double> values, double confidence, int resamples, ref Rng rng) =>
        Stratified([values.ToArray()], InterquartileMean.Of, confidence, resamples, ref rng);

    /// <summary>The interval that holds a share of a statistic's values over resampled runs, each task's drawn from its
    /// own: so every resample has as many runs of each task as there are.</summary>
    /// <remarks>Source: R. Agarwal et al. (2021), <i>Deep Reinforcement Learning at the Edge of the Statistical
    /// Precipice</i>, §4.1, stratified bootstrap. With one task it is the plain bootstrap over its runs.</remarks>
    /// <param name="tasks">The runs' numbers of each task, at least one of at least one.</param>
    /// <param name="statistic">A function of all resampled numbers in ascending order, such as
    /// <see cref="InterquartileMean.Of"/>.</param>
    /// <param name="confidence">The share, in (0, 1): 0.95.</param>
    /// <param name="resamples">How many times is drawn.</param>
    /// <param name="rng">The stream to draw from.</param>
    public static BootstrapInterval Stratified(
        IReadOnlyList<double[]> tasks, Func<ReadOnlySpan<double>, double> statistic, double confidence, int resamples,
        ref Rng rng)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfZero(tasks.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
        var (drawn, values) = (new double[tasks.Sum(runs => runs.Length)], new double[resamples]);
        for (var i = 0; i < resamples; i++)
        {
            var k = 0;
            foreach (var runs in tasks)
                for (var run = 0; run < runs.Length; run++)
                    drawn[k++] = runs[rng.NextInt32(runs.Length)];
            Array.Sort(drawn);
            values[i] = statistic(drawn);
        }

        Array.Sort(values);
        return new(Quantile(values, (1 - confidence) / 2), Quantile(values, (1 + confidence) / 2));
    }

    private static double Quantile(double[] sorted, double q)
    {
        var position = q * (sorted.Length - 1);
        var below = (int)position;
        return sorted[below] + ((position - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
