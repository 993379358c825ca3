namespace Pathwise.Experiments.Replication;

/// <summary>Holm's correction of several tests: the chance that any of them errs stays below what a corrected p-value
/// is compared with.</summary>
/// <remarks>Source: S. Holm, <i>A Simple Sequentially Rejective Multiple Test Procedure</i>, Scandinavian Journal of
/// Statistics 6 (1979). In rising order, <c>p̃_(k) = max_{j ≤ k} min(1, (m − j + 1) p_(j))</c>, j from 1.</remarks>
public static class Holm
{
    /// <summary>The corrected p-values, in the order of the given ones.</summary>
    /// <param name="p">[m], each in [0, 1].</param>
    public static double[] Correct(ReadOnlySpan<double> p)
    {
        var values = p.ToArray();
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var corrected = new double[values.Length];
        var greatest = 0.0;
        for (var j = 0; j < order.Length; j++)
        {
            greatest = Math.Max(greatest, Math.Min(1, (order.Length - j) * values[order[j]]));
            corrected[order[j]] = greatest;
        }

        return corrected;
    }
}
