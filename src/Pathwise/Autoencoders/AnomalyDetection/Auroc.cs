namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>The area under the receiver operating characteristic: the probability that an anomaly scores higher than a
/// known example, a tie counting one half. 1 is perfect, ½ is chance, 0 is always wrong.</summary>
/// <remarks>Counted exactly over all pairs, in time n log n. The standard error is DeLong, DeLong and Clarke-Pearson's
/// (1988), <i>Biometrics</i> 44, 837–845: with θ_i the share of the other side that example i is on the right side of,
/// <c>s.e.² = Var_anomalies(θ_i)/m + Var_known(θ_j)/n</c>, variances with m − 1 and n − 1.</remarks>
/// <param name="Value">The area, in [0, 1].</param>
/// <param name="StandardError">Of it; NaN with fewer than two examples of a kind.</param>
public readonly record struct Auroc(double Value, double StandardError)
{
    /// <summary>Measures it.</summary>
    /// <param name="known">Scores of known examples, [n], at least one; infinite ones may be among them.</param>
    /// <param name="anomalous">Scores of anomalies, [m], at least one.</param>
    /// <exception cref="ArgumentException">There are none of a kind, or one is no number.</exception>
    public static Auroc Of(ReadOnlySpan<double> known, ReadOnlySpan<double> anomalous)
    {
        double[] below = Sorted(known), above = Sorted(anomalous);
        var wins = TwiceBelow(above, below);                    // of each anomaly, against all known
        var losses = TwiceBelow(below, above);                  // of each known, against all anomalies
        var total = 0L;
        foreach (var count in wins) total += count;
        var variance = MeanVariance(wins, 2.0 * below.Length) + MeanVariance(losses, 2.0 * above.Length);
        return new(total / (2.0 * below.Length * above.Length), Math.Sqrt(variance));
    }

    private static double[] Sorted(ReadOnlySpan<double> scores)
    {
        if (scores.IsEmpty) throw new ArgumentException("There is no score.", nameof(scores));
        var sorted = scores.ToArray();
        if (Array.Exists(sorted, double.IsNaN)) throw new ArgumentException("A score is no number.", nameof(scores));
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>For each value, twice the number of others below it, and each equal one once more.</summary>
    /// <param name="values">Rising.</param>
    /// <param name="others">Rising.</param>
    private static long[] TwiceBelow(double[] values, double[] others)
    {
        var counts = new long[values.Length];
        var (below, upTo) = (0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            while (below < others.Length && others[below] < values[i]) below++;
            while (upTo < others.Length && others[upTo] <= values[i]) upTo++;
            counts[i] = below + upTo;
        }

        return counts;
    }

    /// <summary>The variance of a mean of shares.</summary>
    private static double MeanVariance(long[] counts, double whole)
    {
        var (mean, squares) = (0.0, 0.0);
        foreach (var count in counts) mean += count / whole / counts.Length;
        foreach (var count in counts) squares += ((count / whole) - mean) * ((count / whole) - mean);
        return squares / (counts.Length - 1) / counts.Length;
    }
}
