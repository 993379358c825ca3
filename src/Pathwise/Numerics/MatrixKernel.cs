using System.Runtime.CompilerServices;

namespace Pathwise.Numerics;

/// <summary>Cuts a matrix product into panels of columns that are as wide as this machine's tiles.</summary>
/// <remarks>
/// Each c_ij is one chain of fused multiply-adds, k = 0, 1, 2, …, begun at start_ij. However it is cut, that stays so:
/// the same bits with every width of lanes, and for a row whatever rows are around it.
/// </remarks>
internal static unsafe class MatrixKernel
{
    /// <summary>From so many rows on a panel is filled up with zeros to the widest lanes.</summary>
    private const int RowsWorthFilling = 8;

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
        if (operands.Columns < T.Count && operands.Rows >= T.Count) Turned<T>(operands);
        else Upright<T>(operands);
    }

    private static void Upright<T>(in Operands operands) where T : struct, ILanes<T>
    {
        var (column, columns) = (0, operands.Columns);
        if (T.Sums >= 4 * 4)
            for (var left = columns; left >= 3 * T.Count; left = columns - column)
                if (left / T.Count is 3 or 5) column = Next<Trio<T>>(operands, column);
                else column = Next<Pair<Pair<T>>>(operands, column);
        while (column + (2 * T.Count) <= columns) column = Next<Pair<T>>(operands, column);
        while (column + T.Count <= columns) column = Next<T>(operands, column);
        if (operands.Rows < RowsWorthFilling)
            while (column < columns) column = Narrow(operands, column);
        if (column < columns) Next<T>(operands, column);
    }

    /// <summary><c>Cᵀ ← startᵀ + Bᵀ·Aᵀ</c>: where there are fewer columns than lanes, rows take the lanes.</summary>
    [SkipLocalsInit]
    private static void Turned<T>(in Operands o) where T : struct, ILanes<T>
    {
        var height = 4 * T.Count;                                            // as wide as a panel
        var turned = stackalloc float[height * o.Columns];
        for (var row = 0; row < o.Rows; row += height)
        {
            height = Math.Min(height, o.Rows - row);
            var c = o.C + ((nint)row * o.Columns);
            var start = o.Start == null ? null : o.Start + (row * o.StartRow);
            for (var j = 0; start != null && j < o.Columns; j++)
                for (var i = 0; i < height; i++) turned[(j * height) + i] = start[(i * o.StartRow) + j];

            Upright<T>(new()
            {
                A = o.B, ARow = o.BColumn, AInner = o.BInner,
                B = o.A + (row * o.ARow), BInner = o.AInner, BColumn = o.ARow,
                Start = start == null ? null : turned, StartRow = height,
                C = turned, Rows = o.Columns, Inner = o.Inner, Columns = height,
            });
            for (var i = 0; i < height; i++)
                for (var j = 0; j < o.Columns; j++) c[(i * o.Columns) + j] = turned[(j * height) + i];
        }
    }

    /// <summary>Computes a panel that is narrower than the machine's widest lanes, in place: to bring it together would
    /// cost more than a few rows do.</summary>
    /// <returns>The column after it.</returns>
    private static int Narrow(in Operands operands, int column) => (operands.Columns - column) switch
    {
        >= 8 when Lanes256.IsSupported => Next<Lanes256>(operands, column),
        >= 4 when Lanes128.IsSupported => Next<Lanes128>(operands, column),
        >= 2 => Next<Pair<ScalarLanes>>(operands, column),
        _ => Next<ScalarLanes>(operands, column),
    };

    /// <summary>Computes a panel.</summary>
    /// <returns>The column after it.</returns>
    private static int Next<T>(in Operands operands, int column) where T : struct, ILanes<T>
    {
        Panel<T>.Multiply(operands, column, Math.Min(T.Count, operands.Columns - column));
        return column + T.Count;
    }
}
