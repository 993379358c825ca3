using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>argmax_a of a row of scores, ties broken at random, all equally likely.</summary>
/// <remarks>
/// A row is padded with −∞ to whole vectors of eight. A random number is drawn only where there are ties. Exact, and
/// the same with any vector width.
/// </remarks>
internal static class GreedyArm
{
    private const int BitsOfMask = 64;

    /// <param name="scores">The row's first number; none is NaN, and one at least is above −∞.</param>
    /// <param name="stride">Numbers with padding, a multiple of 8.</param>
    /// <param name="rng">Decides ties.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Draw(ref double scores, int stride, ref Rng rng)
    {
        var best = Vector512.Create(Maximum(ref scores, stride));
        if (stride > BitsOfMask) return DrawOfMany(ref scores, stride, best, ref rng);

        ulong ties = 0;
        for (var i = 0; i < stride; i += EightLanes.Count)
        {
            var lanes = Vector512.LoadUnsafe(ref scores, (nuint)i);
            ties |= Vector512.Equals(lanes, best).ExtractMostSignificantBits() << i;
        }

        return BitOperations.TrailingZeroCount((ties & (ties - 1)) == 0 ? ties : DrawOne(ties, ref rng));
    }

    /// <summary>How many arms have the best score, if this is one of them; 0 if it is not.</summary>
    public static int Ties(ref double scores, int stride, int arm)
    {
        var best = Maximum(ref scores, stride);
        return Unsafe.Add(ref scores, arm) != best ? 0
            : MemoryMarshal.CreateReadOnlySpan(ref scores, stride).Count(best);
    }

    /// <summary>1/k for each of the k arms with the best score, 0 for the others.</summary>
    public static void Probabilities(ref double scores, int stride, Span<double> probabilities)
    {
        var best = Maximum(ref scores, stride);
        var share = 1.0 / MemoryMarshal.CreateReadOnlySpan(ref scores, stride).Count(best);
        for (var a = 0; a < probabilities.Length; a++)
            probabilities[a] = Unsafe.Add(ref scores, a) == best ? share : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Maximum(ref double scores, int stride)
    {
        var lanes = Vector512.LoadUnsafe(ref scores);
        for (var i = EightLanes.Count; i < stride; i += EightLanes.Count)
            lanes = Vector512.MaxNative(lanes, Vector512.LoadUnsafe(ref scores, (nuint)i));
        return EightLanes.Maximum(lanes);
    }

    /// <summary>Keeps one of the bits that are set.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong DrawOne(ulong ties, ref Rng rng)
    {
        for (var skipped = rng.NextInt32(BitOperations.PopCount(ties)); skipped > 0; skipped--) ties &= ties - 1;
        return ties;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int DrawOfMany(ref double scores, int stride, Vector512<double> best, ref Rng rng)
    {
        var row = MemoryMarshal.CreateReadOnlySpan(ref scores, stride);
        var skipped = rng.NextInt32(row.Count(best[0]));
        var arm = row.IndexOf(best[0]);
        for (; skipped > 0; skipped--) arm += 1 + row[(arm + 1)..].IndexOf(best[0]);
        return arm;
    }
}
