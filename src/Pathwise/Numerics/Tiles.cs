using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Pathwise.Numerics;

/// <summary>Parts of a product's result, held in registers while the inner index runs.</summary>
/// <remarks>A tile's height is its type: <see cref="Row"/>, <c>Stack&lt;Row&gt;</c>,
/// <c>Stack&lt;Stack&lt;Row&gt;&gt;</c>, …</remarks>
/// <typeparam name="T">One row of a tile.</typeparam>
internal static unsafe class Tiles<T> where T : struct, ILanes<T>
{
    /// <summary>In floats.</summary>
    private const int CacheLine = 16;

    /// <summary>Some rows.</summary>
    /// <typeparam name="TSelf">The implementing struct.</typeparam>
    public interface ITile<TSelf> where TSelf : struct, ITile<TSelf>
    {
        /// <summary>How many rows.</summary>
        static abstract int Height { get; }

        /// <summary>Reads rows that are <paramref name="stride"/> floats apart.</summary>
        static abstract TSelf Load(float* source, nint stride);

        /// <summary>Writes rows that are <paramref name="stride"/> floats apart.</summary>
        static abstract void Store(TSelf tile, float* target, nint stride);

        /// <summary>Asks for rows that will be wanted soon; any address will do.</summary>
        static abstract void Prefetch(float* source, nint stride);

        /// <summary><c>row_i ← row_i + a_i · b</c> for each row i;
        /// the a_i are <paramref name="stride"/> floats apart.</summary>
        static abstract void AddProduct(ref TSelf tile, float* a, nint stride, T b);
    }

    /// <summary>A tile of one row.</summary>
    public struct Row(T values) : ITile<Row>
    {
        private T _values = values;

        public static int Height => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Row Load(float* source, nint stride) => new(T.Load(in *source));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Row tile, float* target, nint stride) => T.Store(tile._values, ref *target);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Prefetch(float* source, nint stride)
        {
            if (!Sse.IsSupported) return;
            for (var j = 0; j < T.Count; j += CacheLine) Sse.Prefetch0(source + j);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void AddProduct(ref Row tile, float* a, nint stride, T b) =>
            T.AddProduct(ref tile._values, T.Broadcast(*a), b);
    }

    /// <summary>Two tiles, one above the other.</summary>
    /// <typeparam name="TTile">Either of them.</typeparam>
    public struct Stack<TTile>(TTile above, TTile below) : ITile<Stack<TTile>> where TTile : struct, ITile<TTile>
    {
        private TTile _above = above;
        private TTile _below = below;

        public static int Height => 2 * TTile.Height;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Stack<TTile> Load(float* source, nint stride) =>
            new(TTile.Load(source, stride), TTile.Load(source + (TTile.Height * stride), stride));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Stack<TTile> tile, float* target, nint stride)
        {
            TTile.Store(tile._above, target, stride);
            TTile.Store(tile._below, target + (TTile.Height * stride), stride);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Prefetch(float* source, nint stride)
        {
            TTile.Prefetch(source, stride);
            TTile.Prefetch(source + (TTile.Height * stride), stride);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void AddProduct(ref Stack<TTile> tile, float* a, nint stride, T b)
        {
            TTile.AddProduct(ref tile._above, a, stride, b);
            TTile.AddProduct(ref tile._below, a + (TTile.Height * stride), stride, b);
        }
    }

    /// <summary><c>C ← start + A·B</c> for one tile.</summary>
    /// <param name="a">a_ik is <c>a[i · aRow + k · aInner]</c>.</param>
    /// <param name="aRow">See <paramref name="a"/>.</param>
    /// <param name="aInner">See <paramref name="a"/>.</param>
    /// <param name="b">Row k of B begins at <c>b[k · bInner]</c>.</param>
    /// <param name="bInner">See <paramref name="b"/>.</param>
    /// <param name="start">Row i begins at <c>start[i · startRow]</c>.</param>
    /// <param name="startRow">See <paramref name="start"/>.</param>
    /// <param name="c">Row i begins at <c>c[i · cRow]</c>.</param>
    /// <param name="cRow">See <paramref name="c"/>.</param>
    /// <param name="inner">How many k.</param>
    /// <remarks>Optimised at once: a first compilation that does not inline would be a thousand times slower.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TTile>(float* a, nint aRow, nint aInner, float* b, nint bInner,
        float* start, nint startRow, float* c, nint cRow, int inner) where TTile : struct, ITile<TTile>
    {
        var tile = TTile.Load(start, startRow);
        for (var k = 0; k < inner; k++)
        {
            TTile.AddProduct(ref tile, a, aRow, T.Load(in *b));
            a += aInner;
            b += bInner;
        }

        TTile.Store(tile, c, cRow);
    }
}
