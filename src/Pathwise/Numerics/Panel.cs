using System.Runtime.CompilerServices;

namespace Pathwise.Numerics;

/// <summary>Some neighbouring columns of a product, no more than a tile is wide.</summary>
/// <remarks>
/// The inner index is cut into blocks, so that the panel's part of B stays in the first-level cache while all rows of A
/// pass by it. Later blocks go on from what the earlier ones left in C.
/// </remarks>
/// <typeparam name="T">One row of a tile.</typeparam>
internal static unsafe class Panel<T> where T : struct, ILanes<T>
{
    /// <summary>Of 64 columns, so many rows of B are 32 KiB.</summary>
    private const int InnerBlock = 128;

    /// <summary>From so many rows of A on it pays to bring B's rows together,
    /// where they begin at cache lines.</summary>
    private const int RowsWorthPacking = 32;

    /// <summary>Bytes; a vector that lies across two lines takes two loads.</summary>
    private const int CacheLine = 64;

    /// <summary>Computes <paramref name="width"/> ≤ T.Count columns, from <paramref name="column"/> on.</summary>
    public static void Multiply(in Operands o, int column, int width)
    {
        var inPlace = o.Columns == T.Count && (nuint)o.B % CacheLine == 0;
        if (o.BColumn != 1 || width < T.Count || (o.Rows >= RowsWorthPacking && !inPlace))
            MultiplyPacked(o, column, width);
        else
        {
            var block = Block(o.Inner);
            for (var k = 0; k == 0 || k < o.Inner; k += block)
                MultiplyBlock(
                    o, column, width, k, Math.Min(block, o.Inner - k), o.B + (k * o.BInner) + column, o.BInner);
        }
    }

    /// <summary>Blocks of nearly the same length: a short last one would cost as much time at its ends.</summary>
    private static int Block(int inner)
    {
        var blocks = (inner + InnerBlock - 1) / InnerBlock;
        return inner == 0 ? 1 : (inner + blocks - 1) / blocks;
    }

    [SkipLocalsInit]
    private static void MultiplyPacked(in Operands o, int column, int width)
    {
        var block = Block(o.Inner);
        var packed = stackalloc float[(block * T.Count) + (CacheLine / sizeof(float))];
        packed = (float*)(((nuint)packed + CacheLine - 1) / CacheLine * CacheLine);
        for (var k = 0; k == 0 || k < o.Inner; k += block)
        {
            var inner = Math.Min(block, o.Inner - k);
            Packing.Copy<T>(o, k, inner, column, width, packed);
            MultiplyBlock(o, column, width, k, inner, packed, T.Count);
        }
    }

    /// <summary>Goes down the rows with the highest tiles that the registers can hold, then with lower ones.</summary>
    private static void MultiplyBlock(in Operands o, int column, int width, int k, int inner, float* b, nint bInner)
    {
        var i = 0;
        if (T.Sums >= 16 && o.Rows >= 16)
            i = MultiplyRows<Tiles<T>.Stack<Tiles<T>.Stack<Tiles<T>.Stack<Tiles<T>.Stack<Tiles<T>.Row>>>>>(
                o, column, width, k, inner, b, bInner, i);
        if (T.Sums >= 8 && o.Rows >= 8)
            i = MultiplyRows<Tiles<T>.Stack<Tiles<T>.Stack<Tiles<T>.Stack<Tiles<T>.Row>>>>(
                o, column, width, k, inner, b, bInner, i);
        i = MultiplyRows<Tiles<T>.Stack<Tiles<T>.Stack<Tiles<T>.Row>>>(o, column, width, k, inner, b, bInner, i);
        i = MultiplyRows<Tiles<T>.Stack<Tiles<T>.Row>>(o, column, width, k, inner, b, bInner, i);
        MultiplyRows<Tiles<T>.Row>(o, column, width, k, inner, b, bInner, i);
    }

    /// <summary>Computes as many whole tiles as fit below row <paramref name="i"/>.</summary>
    /// <returns>The row after them.</returns>
    [SkipLocalsInit]
    private static int MultiplyRows<TTile>(
        in Operands o, int column, int width, int k, int inner, float* b, nint bInner, int i)
        where TTile : struct, Tiles<T>.ITile<TTile>
    {
        var zeros = stackalloc float[T.Count];
        if (o.Start == null) new Span<float>(zeros, T.Count).Clear();
        var edge = stackalloc float[TTile.Height * T.Count];          // stands in for C where a tile is wider than the panel

        if (width < T.Count) new Span<float>(edge, TTile.Height * T.Count).Clear();
        for (; i + TTile.Height <= o.Rows; i += TTile.Height)
        {
            var a = o.A + (i * o.ARow) + (k * o.AInner);
            var c = o.C + ((nint)i * o.Columns) + column;
            var (start, startRow) = k > 0 ? ((nint)c, o.Columns)
                : o.Start == null ? ((nint)zeros, 0)
                : ((nint)(o.Start + (i * o.StartRow) + column), o.StartRow);
            if (width == T.Count)
            {
                TTile.Prefetch(c + (TTile.Height * (nint)o.Columns), o.Columns);      // while this tile is computed
                Tiles<T>.Multiply<TTile>(a, o.ARow, o.AInner, b, bInner, (float*)start, startRow, c, o.Columns, inner);
                continue;
            }

            Copy((float*)start, startRow, edge, T.Count, TTile.Height, width);
            Tiles<T>.Multiply<TTile>(a, o.ARow, o.AInner, b, bInner, edge, T.Count, edge, T.Count, inner);
            Copy(edge, T.Count, c, o.Columns, TTile.Height, width);
        }

        return i;
    }

    private static void Copy(float* source, nint sourceRow, float* target, nint targetRow, int rows, int width)
    {
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < width; j++) target[(i * targetRow) + j] = source[(i * sourceRow) + j];
    }
}
