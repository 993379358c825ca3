using System.Runtime.CompilerServices;

namespace Pathwise.Numerics;

/// <summary>Makes one number of many, in sixteen lanes whatever the machine has.</summary>
/// <remarks>
/// Lane j takes the elements j, j + 16, j + 32, …; at the end the upper half of the lanes is brought into the lower one
/// until one is left. The order is the same with one register of 16 lanes, two of 8, four of 4 or sixteen single
/// numbers, and so are the bits.
/// </remarks>
internal static class Reduction
{
    private const int Lanes = 16;

    /// <param name="x">[n].</param>
    /// <param name="neutral">What lanes start with: a number that changes nothing.</param>
    public static float Of<TReduction>(ReadOnlySpan<float> x, float neutral) where TReduction : IReduction =>
        Lanes512.IsSupported ? Of<TReduction, Lanes512>(x, neutral)
        : Lanes256.IsSupported ? Of<TReduction, Pair<Lanes256>>(x, neutral)
        : Lanes128.IsSupported ? Of<TReduction, Pair<Pair<Lanes128>>>(x, neutral)
        : Of<TReduction, Pair<Pair<Pair<Pair<ScalarLanes>>>>>(x, neutral);

    /// <inheritdoc cref="Of{TReduction}(ReadOnlySpan{float}, float)"/>
    /// <typeparam name="TReduction">What to do.</typeparam>
    /// <typeparam name="T">Sixteen lanes.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Of<TReduction, T>(ReadOnlySpan<float> x, float neutral)
        where TReduction : IReduction
        where T : struct, ILanes<T>
    {
        var accumulated = T.Broadcast(neutral);
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes) accumulated = TReduction.Accumulate(accumulated, T.Load(in x[i]));

        Span<float> block = stackalloc float[Lanes];
        if (i < x.Length)
        {
            block.Fill(neutral);
            x[i..].CopyTo(block);
            accumulated = TReduction.Accumulate(accumulated, T.Load(in block[0]));
        }

        T.Store(accumulated, ref block[0]);
        for (var half = Lanes / 2; half > 0; half /= 2)
            for (var lane = 0; lane < half; lane++)
                ScalarLanes.Store(
                    TReduction.Combine(ScalarLanes.Load(in block[lane]), ScalarLanes.Load(in block[lane + half])),
                    ref block[lane]);
        return block[0];
    }
}
