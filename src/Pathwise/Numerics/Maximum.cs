using System.Runtime.CompilerServices;

namespace Pathwise.Numerics;

/// <summary>The greatest of many numbers; what is no number is passed over.</summary>
internal readonly struct Maximum : IReduction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Accumulate<T>(T accumulated, T x) where T : struct, ILanes<T> =>
        T.SelectLess(accumulated, x, x, accumulated);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<T>(T x, T y) where T : struct, ILanes<T> => T.SelectLess(x, y, y, x);
}
