using System.Runtime.CompilerServices;

namespace Pathwise.Numerics;

/// <summary>ln(1 + x) for x in [0, 1].</summary>
/// <remarks>
/// <c>ln(1 + x) = 2 artanh(s) = 2s (1 + s²/3 + s⁴/5 + …)</c> with s = x / (2 + x) ≤ 1/3; the terms that are left out
/// sum to less than 2 · 10⁻⁹ of it.
/// </remarks>
internal static class Logarithm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfOnePlus<T>(T x) where T : struct, ILanes<T>
    {
        var s = x / (T.Broadcast(2) + x);
        var square = s * s;
        var p = T.Broadcast(1f / 15);
        p = T.FusedMultiplyAdd(p, square, T.Broadcast(1f / 13));
        p = T.FusedMultiplyAdd(p, square, T.Broadcast(1f / 11));
        p = T.FusedMultiplyAdd(p, square, T.Broadcast(1f / 9));
        p = T.FusedMultiplyAdd(p, square, T.Broadcast(1f / 7));
        p = T.FusedMultiplyAdd(p, square, T.Broadcast(1f / 5));
        p = T.FusedMultiplyAdd(p, square, T.Broadcast(1f / 3));
        var twice = s + s;
        return T.FusedMultiplyAdd(twice, p * square, twice);
    }
}
