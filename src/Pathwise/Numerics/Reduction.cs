using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

        return Fold<TReduction, T>(accumulated, block);
    }

    /// <summary>Does to each quarter of x what <see cref="Of{TReduction}(ReadOnlySpan{float}, float)"/> does to all of
    /// it, side by side: one chain would wait for its own last step.</summary>
    /// <param name="x">[n], n a multiple of 64.</param>
    /// <param name="neutral">What lanes start with: a number that changes nothing.</param>
    /// <param name="results">Receives one number for each quarter, [4].</param>
    public static void OfQuarters<TReduction>(ReadOnlySpan<float> x, float neutral, Span<float> results)
        where TReduction : IReduction
    {
        if (Lanes512.IsSupported) OfQuarters<TReduction, Lanes512>(x, neutral, results);
        else if (Lanes256.IsSupported) OfQuarters<TReduction, Pair<Lanes256>>(x, neutral, results);
        else if (Lanes128.IsSupported) OfQuarters<TReduction, Pair<Pair<Lanes128>>>(x, neutral, results);
        else OfQuarters<TReduction, Pair<Pair<Pair<Pair<ScalarLanes>>>>>(x, neutral, results);
    }

    /// <inheritdoc cref="OfQuarters{TReduction}(ReadOnlySpan{float}, float, Span{float})"/>
    /// <typeparam name="TReduction">What to do.</typeparam>
    /// <typeparam name="T">Sixteen lanes.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void OfQuarters<TReduction, T>(ReadOnlySpan<float> x, float neutral, Span<float> results)
        where TReduction : IReduction
        where T : struct, ILanes<T>
    {
        var quarter = x.Length / 4;
        ref var source = ref MemoryMarshal.GetReference(x);
        var (a, b, c, d) = (T.Broadcast(neutral), T.Broadcast(neutral), T.Broadcast(neutral), T.Broadcast(neutral));
        for (var i = 0; i < quarter; i += Lanes)
        {
            a = TReduction.Accumulate(a, T.Load(in Unsafe.Add(ref source, i)));
            b = TReduction.Accumulate(b, T.Load(in Unsafe.Add(ref source, i + quarter)));
            c = TReduction.Accumulate(c, T.Load(in Unsafe.Add(ref source, i + (2 * quarter))));
            d = TReduction.Accumulate(d, T.Load(in Unsafe.Add(ref source, i + (3 * quarter))));
        }

        Span<float> block = stackalloc float[Lanes];
        results[0] = Fold<TReduction, T>(a, block);
        results[1] = Fold<TReduction, T>(b, block);
        results[2] = Fold<TReduction, T>(c, block);
        results[3] = Fold<TReduction, T>(d, block);
    }

    /// <summary>Makes one number of sixteen lanes.</summary>
    /// <param name="lanes">Sixteen.</param>
    /// <param name="block">A place for sixteen numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Fold<TReduction, T>(T lanes, Span<float> block)
        where TReduction : IReduction
        where T : struct, ILanes<T>
    {
        T.Store(lanes, ref block[0]);
        if (Lanes256.IsSupported) Halve<TReduction, Lanes256>(block, 8);
        else Halve<TReduction, ScalarLanes>(block, 8);
        if (Lanes128.IsSupported) Halve<TReduction, Lanes128>(block, 4);
        else Halve<TReduction, ScalarLanes>(block, 4);
        Halve<TReduction, ScalarLanes>(block, 2);
        Halve<TReduction, ScalarLanes>(block, 1);
        return block[0];
    }

    /// <summary>Brings the second half of 2 · half numbers into the first one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halve<TReduction, T>(Span<float> block, int half)
        where TReduction : IReduction
        where T : struct, ILanes<T>
    {
        for (var lane = 0; lane < half; lane += T.Count)
            T.Store(
                TReduction.Combine(T.Load(in block[lane]), T.Load(in block[lane + half])), ref block[lane]);
    }
}
