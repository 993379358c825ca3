using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pathwise.Numerics;

/// <summary>Reductions of eight doubles, halves first: the same bits with any vector width.</summary>
internal static class EightLanes
{
    public const int Count = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> x)
    {
        var four = x.GetLower() + x.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    /// <param name="x">None of them NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Maximum(Vector512<double> x)
    {
        var four = Vector256.MaxNative(x.GetLower(), x.GetUpper());
        var two = Vector128.MaxNative(four.GetLower(), four.GetUpper());
        return two[0] > two[1] ? two[0] : two[1];
    }
}
