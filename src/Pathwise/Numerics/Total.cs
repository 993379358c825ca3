using System.Runtime.CompilerServices;

namespace Pathwise.Numerics;

/// <summary>The sum of many numbers.</summary>
internal readonly struct Total : IReduction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Accumulate<T>(T accumulated, T x) where T : struct, ILanes<T> => accumulated + x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T x, T y) where T : struct, ILanes<T> => x + y;
}
