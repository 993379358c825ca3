using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pathwise.Numerics;

/// <summary>Brings a part of a matrix together, row after row, as wide as a tile.</summary>
internal static unsafe class Packing
{
    /// <summary>Copies rows k … k + inner − 1 and columns column … column + width − 1 of B;
    /// 0 fills what is missing of a tile's width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(in Operands o, int k, int inner, int column, int width, float* target)
        where T : struct, ILanes<T>
    {
        var b = o.B + (k * o.BInner) + (column * o.BColumn);
        if (width < T.Count)
            new Span<float>(target, inner * T.Count).Clear();
        if (o.BColumn != 1)
            Transpose(b, o.BColumn, inner, width, target, T.Count);
        else if (width == T.Count)
            for (var i = 0; i < inner; i++) T.Store(T.Load(in b[i * o.BInner]), ref target[i * T.Count]);
        else
            for (var i = 0; i < inner; i++)
                for (var j = 0; j < width; j++) target[(i * T.Count) + j] = b[(i * o.BInner) + j];
    }

    /// <summary><c>target_ij ← source_ji</c>, in blocks of 4 × 16 and 4 × 4.</summary>
    private static void Transpose(float* source, nint sourceRow, int rows, int columns, float* target, nint targetRow)
    {
        var (wholeRows, wholeColumns) = Sse.IsSupported ? (rows & ~3, columns & ~3) : (0, 0);
        var j = 0;
        if (Avx512F.IsSupported)
            for (; j + 16 <= wholeColumns; j += 16)
                for (var i = 0; i < wholeRows; i += 4)
                    Transpose16(source + (j * sourceRow) + i, sourceRow, target + (i * targetRow) + j, targetRow);
        for (; j < wholeColumns; j += 4)
            for (var i = 0; i < wholeRows; i += 4)
                Transpose4(source + (j * sourceRow) + i, sourceRow, target + (i * targetRow) + j, targetRow);

        for (var i = 0; i < rows; i++)
            for (j = i < wholeRows ? wholeColumns : 0; j < columns; j++)
                target[(i * targetRow) + j] = source[(j * sourceRow) + i];
    }

    /// <summary>Four times <see cref="Transpose4"/> side by side, each in its quarter of a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose16(float* source, nint sourceRow, float* target, nint targetRow)
    {
        var (row0, row1) = (EveryFourth(source, sourceRow), EveryFourth(source + sourceRow, sourceRow));
        var (row2, row3) =
            (EveryFourth(source + (2 * sourceRow), sourceRow), EveryFourth(source + (3 * sourceRow), sourceRow));
        var (low01, high01) =
            (Avx512F.UnpackLow(row0, row1).AsDouble(), Avx512F.UnpackHigh(row0, row1).AsDouble());
        var (low23, high23) =
            (Avx512F.UnpackLow(row2, row3).AsDouble(), Avx512F.UnpackHigh(row2, row3).AsDouble());
        Avx512F.UnpackLow(low01, low23).AsSingle().Store(target);
        Avx512F.UnpackHigh(low01, low23).AsSingle().Store(target + targetRow);
        Avx512F.UnpackLow(high01, high23).AsSingle().Store(target + (2 * targetRow));
        Avx512F.UnpackHigh(high01, high23).AsSingle().Store(target + (3 * targetRow));
    }

    /// <summary>Four numbers each of rows 0, 4, 8 and 12.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> EveryFourth(float* source, nint sourceRow)
    {
        var lanes = Vector128.Load(source).ToVector256Unsafe().ToVector512Unsafe();
        lanes = Avx512F.InsertVector128(lanes, Vector128.Load(source + (4 * sourceRow)), 1);
        lanes = Avx512F.InsertVector128(lanes, Vector128.Load(source + (8 * sourceRow)), 2);
        return Avx512F.InsertVector128(lanes, Vector128.Load(source + (12 * sourceRow)), 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(float* source, nint sourceRow, float* target, nint targetRow)
    {
        var (row0, row1) = (Vector128.Load(source), Vector128.Load(source + sourceRow));
        var (row2, row3) = (Vector128.Load(source + (2 * sourceRow)), Vector128.Load(source + (3 * sourceRow)));
        var (low01, high01) = (Sse.UnpackLow(row0, row1), Sse.UnpackHigh(row0, row1));      // a₀b₀a₁b₁, a₂b₂a₃b₃
        var (low23, high23) = (Sse.UnpackLow(row2, row3), Sse.UnpackHigh(row2, row3));      // c₀d₀c₁d₁, c₂d₂c₃d₃
        Sse.MoveLowToHigh(low01, low23).Store(target);
        Sse.MoveHighToLow(low23, low01).Store(target + targetRow);
        Sse.MoveLowToHigh(high01, high23).Store(target + (2 * targetRow));
        Sse.MoveHighToLow(high23, high01).Store(target + (3 * targetRow));
    }
}
