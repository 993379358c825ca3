namespace Pathwise.Experiments.Replication;

/// <summary>How often a draw from one sample is above one from another, less how often it is below.</summary>
/// <remarks>Source: N. Cliff, <i>Dominance Statistics</i>, Psychological Bulletin 114 (1993). From −1 to 1; 0.147 is
/// called small, 0.33 medium, 0.474 large (Romano et al., 2006).</remarks>
public static class CliffsDelta
{
    /// <summary><c>δ = (#(x > y) − #(x &lt; y)) / (n m)</c>, in O((n + m) log m).</summary>
    /// <param name="x">[n], n ≥ 1.</param>
    /// <param name="y">[m], m ≥ 1.</param>
    public static double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfZero(x.Length);
        ArgumentOutOfRangeException.ThrowIfZero(y.Length);
        var sorted = y.ToArray();
        Array.Sort(sorted);
        var sum = 0L;
        foreach (var value in x) sum += Below(sorted, value, orEqual: false) + Below(sorted, value, orEqual: true);
        return ((double)sum / x.Length / y.Length) - 1;      // #(y < x) + #(y ≤ x) = m + #(y < x) − #(y > x)
    }

    /// <summary>How many of the sorted values are below one, or not above it.</summary>
    private static int Below(double[] sorted, double value, bool orEqual)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
