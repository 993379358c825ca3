using System.Runtime.CompilerServices;

namespace Pathwise.Numerics;

/// <summary>eˣ for x ≤ 0, in two parts that lose nothing near 0.</summary>
/// <remarks>
/// <para><c>eˣ = 2ⁿ·eʳ</c> with n = round(x / ln 2), so |r| ≤ ½ ln 2; ln 2 is subtracted in two parts (Cody and Waite,
/// 1980). eʳ − 1 is its Taylor series up to r⁷, the rest of which is below 6 · 10⁻⁹.</para>
/// <para>Only additions, multiplications and fused multiply-adds: the same bits with any lanes.</para>
/// </remarks>
internal static class Exponential
{
    /// <summary>Below this, eˣ is no normal float any more, and counts as 0.</summary>
    private const float Least = -87.3f;

    private const float Log2E = 1.44269504f;

    /// <summary>1.5 · 2²³: added to a small number, it leaves no room for digits after the point.</summary>
    private const float Rounder = 12582912f;

    /// <summary>ln 2 = Ln2High + Ln2Low, the first with 9 bits only, so that its multiples are exact.</summary>
    private const float Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;

    /// <summary>eˣ for x ≤ 0; within 1.1 · 10⁻⁷ of it, relatively, for x ≥ −87.3, and 0 below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfNonPositive<T>(T x) where T : struct, ILanes<T>
    {
        var (scale, rest) = Split(x);
        return T.SelectLess(x, T.Broadcast(Least), T.Broadcast(0), T.FusedMultiplyAdd(scale, rest, scale));
    }

    /// <summary>eˣ − 1 for x ≤ 0, exact to a few last digits near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LessOneOfNonPositive<T>(T x) where T : struct, ILanes<T>
    {
        var (scale, rest) = Split(x);
        return T.FusedMultiplyAdd(scale, rest, scale - T.Broadcast(1));
    }

    /// <returns>2ⁿ and eʳ − 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Scale, T LessOne) Split<T>(T x) where T : struct, ILanes<T>
    {
        x = T.SelectLess(x, T.Broadcast(Least), T.Broadcast(Least), x);
        var shifted = T.FusedMultiplyAdd(x, T.Broadcast(Log2E), T.Broadcast(Rounder));
        var n = shifted - T.Broadcast(Rounder);
        var r = T.FusedMultiplyAdd(n, T.Broadcast(-Ln2High), x);
        r = T.FusedMultiplyAdd(n, T.Broadcast(-Ln2Low), r);

        var p = T.Broadcast(1f / 5040);
        p = T.FusedMultiplyAdd(p, r, T.Broadcast(1f / 720));
        p = T.FusedMultiplyAdd(p, r, T.Broadcast(1f / 120));
        p = T.FusedMultiplyAdd(p, r, T.Broadcast(1f / 24));
        p = T.FusedMultiplyAdd(p, r, T.Broadcast(1f / 6));
        p = T.FusedMultiplyAdd(p, r, T.Broadcast(1f / 2));
        return (T.PowerOfTwo(shifted), T.FusedMultiplyAdd(p, r * r, r));
    }
}
