namespace Pathwise.Numerics;

/// <summary>Cuts a matrix product into panels of columns that are as wide as this machine's tiles.</summary>
/// <remarks>
/// Each c_ij is one chain of fused multiply-adds, k = 0, 1, 2, …, begun at start_ij. However it is cut, that stays so: the
/// same bits with every width of lanes, and for a row whatever rows are around it.
/// </remarks>
internal static class MatrixKernel
{
    /// <summary><c>C ← start + A·B</c>.</summary>
    public static void Multiply(in Operands operands)
    {
        if (Lanes512.IsSupported) Multiply<Lanes512>(operands, registers: 4);
        else if (Lanes256.IsSupported) Multiply<Lanes256>(operands, registers: 2);
        else if (Lanes128.IsSupported) Multiply<Lanes128>(operands, registers: 4);
        else Multiply<ScalarLanes>(operands, registers: 2);
    }

    /// <inheritdoc cref="Multiply(in Operands)"/>
    /// <param name="operands">The matrices.</param>
    /// <param name="registers">A tile's width: 4 where the machine has 32 registers, 2 where it has 16.</param>
    internal static void Multiply<T>(in Operands operands, int registers) where T : struct, ILanes<T>
    {
        var (column, columns) = (0, operands.Columns);
        if (registers >= 4)
            for (; column + (4 * T.Count) <= columns; column += 4 * T.Count)
                Panel<Pair<Pair<T>>>.Multiply(operands, column, 4 * T.Count);
        for (; column + (2 * T.Count) <= columns; column += 2 * T.Count)
            Panel<Pair<T>>.Multiply(operands, column, 2 * T.Count);
        for (; column < columns; column += T.Count)
            Panel<T>.Multiply(operands, column, Math.Min(T.Count, columns - column));
    }
}
