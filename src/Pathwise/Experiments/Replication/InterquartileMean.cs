namespace Pathwise.Experiments.Replication;

/// <summary>The mean of the middle half: ⌊n/4⌋ numbers are cut off at either end.</summary>
/// <remarks>Source: R. Agarwal et al. (2021), <i>Deep Reinforcement Learning at the Edge of the Statistical
/// Precipice</i>, §4.2: as little moved by one lucky or unlucky seed as the median, with a smaller error.</remarks>
public static class InterquartileMean
{
    /// <summary>The interquartile mean.</summary>
    /// <param name="sorted">[n], n ≥ 1, in ascending order.</param>
    public static double Of(ReadOnlySpan<double> sorted)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length);
        var cut = sorted.Length / 4;
        var sum = 0.0;
        foreach (var value in sorted[cut..^cut]) sum += value;
        return sum / (sorted.Length - (2 * cut));
    }
}
