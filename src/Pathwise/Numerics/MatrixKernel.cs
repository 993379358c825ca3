namespace Pathwise.Numerics;

/// <summary>Cuts a matrix product into panels of columns that are as wide as this machine's tiles.</summary>
/// <remarks>
/// Each c_ij is one chain of fused multiply-adds, k = 0, 1, 2, …, begun at start_ij. However it is cut, that stays so:
/// the same bits with every width of lanes, and for a row whatever rows are around it.
/// </remarks>
internal static class MatrixKernel
{
    /// <summary><c>C ← start + A·B</c>.</summary>
    public static void Multiply(in Operands operands)
    {
        if (Lanes512.IsSupported) Multiply<Lanes512>(operands);
        else if (Lanes256.IsSupported) Multiply<Lanes256>(operands);
        else if (Lanes128.IsSupported) Multiply<Lanes128>(operands);
        else Multiply<ScalarLanes>(operands);
    }

    /// <inheritdoc cref="Multiply(in Operands)"/>
    /// <remarks>
    /// Panels are 4 registers wide where 4 rows of them can be held, else 2; 5 are cut into 3 and 2, not 4 and 1.
    /// </remarks>
    internal static void Multiply<T>(in Operands operands) where T : struct, ILanes<T>
    {
        var (column, columns) = (0, operands.Columns);
        if (T.Sums >= 4 * 4)
            for (var left = columns; left >= 3 * T.Count; left = columns - column)
                if (left / T.Count is 3 or 5) column = Next<Trio<T>>(operands, column);
                else column = Next<Pair<Pair<T>>>(operands, column);
        while (column + (2 * T.Count) <= columns) column = Next<Pair<T>>(operands, column);
        while (column < columns) column = Next<T>(operands, column);
    }

    /// <summary>Computes a panel.</summary>
    /// <returns>The column after it.</returns>
    private static int Next<T>(in Operands operands, int column) where T : struct, ILanes<T>
    {
        Panel<T>.Multiply(operands, column, Math.Min(T.Count, operands.Columns - column));
        return column + T.Count;
    }
}
