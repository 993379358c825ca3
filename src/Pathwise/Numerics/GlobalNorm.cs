using System.Runtime.CompilerServices;

namespace Pathwise.Numerics;

/// <summary>The Euclidean length of a vector, <c>√Σ x_i²</c>.</summary>
/// <remarks>
/// <para>Squares are added in float, sixteen chains side by side, for blocks of 1024 numbers; the blocks' sums in
/// double. The order is the same whatever the vector width, and so are the bits.</para>
/// <para>Error: within 4 · 10⁻⁶ relatively, for numbers whose squares are normal floats (GlobalNormTests asserts it).
/// Numbers above 10¹⁸ overflow to ∞. NaN gives NaN.</para>
/// </remarks>
public static class GlobalNorm
{
    private const int Block = 1024;

    /// <returns>‖x‖; 0 if x is empty.</returns>
    /// <param name="x">[n].</param>
    public static double Of(ReadOnlySpan<float> x)
    {
        var (sum, i) = (0.0, 0);
        Span<float> four = stackalloc float[4];
        for (; i <= x.Length - (4 * Block); i += 4 * Block)
        {
            Reduction.OfQuarters<SumOfSquares>(x.Slice(i, 4 * Block), neutral: 0, four);
            foreach (var block in four) sum += block;
        }

        for (; i < x.Length; i += Block)
            sum += Reduction.Of<SumOfSquares>(x.Slice(i, Math.Min(Block, x.Length - i)), neutral: 0);
        return Math.Sqrt(sum);
    }

    /// <summary>The definition, in double.</summary>
    internal static double Reference(ReadOnlySpan<float> x)
    {
        var sum = 0.0;
        foreach (var value in x) sum += (double)value * value;
        return Math.Sqrt(sum);
    }

    private readonly struct SumOfSquares : IReduction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Accumulate<T>(T accumulated, T x) where T : struct, ILanes<T> =>
            T.FusedMultiplyAdd(x, x, accumulated);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Combine<T>(T x, T y) where T : struct, ILanes<T> => x + y;
    }
}
