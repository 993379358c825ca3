using System.Runtime.CompilerServices;

namespace Pathwise.Numerics;

/// <summary>Goes through arrays with the widest lanes there are, and through what is left with narrower ones.</summary>
internal static class Elementwise
{
    /// <summary>Applies an operation to elements 0 … count − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TOperation>(TOperation operation, int count)
        where TOperation : struct, IElementwise, allows ref struct
    {
        var i = 0;
        if (Lanes512.IsSupported)
            for (; i <= count - Lanes512.Count; i += Lanes512.Count) operation.Apply<Lanes512>(i);
        if (Lanes256.IsSupported)
            for (; i <= count - Lanes256.Count; i += Lanes256.Count) operation.Apply<Lanes256>(i);
        if (Lanes128.IsSupported)
            for (; i <= count - Lanes128.Count; i += Lanes128.Count) operation.Apply<Lanes128>(i);
        for (; i < count; i++) operation.Apply<ScalarLanes>(i);
    }
}
