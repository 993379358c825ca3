namespace Pathwise.Numerics;

/// <summary>Adds the rows of a matrix together.</summary>
public static class ColumnSums
{
    /// <summary><c>sums_j ← sums_j + Σ_i a_ij</c>, row after row.</summary>
    /// <param name="a">A, [rows, columns].</param>
    /// <param name="sums">[columns], ≥ 1.</param>
    public static void Add(ReadOnlySpan<float> a, Span<float> sums)
    {
        for (var i = 0; i < a.Length; i += sums.Length)
            for (var j = 0; j < sums.Length; j++) sums[j] += a[i + j];
    }
}
