using System.Numerics;

namespace Pathwise.Numerics;

/// <summary>Some floats that are computed with side by side: one vector register, or several,
/// or a single number.</summary>
/// <remarks>
/// <para>Kernels are written once, generic over this, and compiled for each width. All members round each number as
/// IEEE 754 says, so a number's result does not depend on the width that it was computed with.</para>
/// </remarks>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
internal interface ILanes<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>, IDivisionOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Whether this machine computes so many numbers at once, and with a fused multiply-add.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>How many floats.</summary>
    static abstract int Count { get; }

    /// <summary>How many sums of products the machine keeps in registers at once: half of its registers.</summary>
    static abstract int Sums { get; }

    /// <summary>All lanes the same.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>Reads <see cref="Count"/> floats.</summary>
    static abstract TSelf Load(ref readonly float source);

    /// <summary>Writes <see cref="Count"/> floats.</summary>
    static abstract void Store(TSelf x, ref float target);

    /// <summary>x·y + z, rounded once.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary><c>sum ← x·y + sum</c>, rounded once.</summary>
    /// <remarks>In place, so that sums which stay in registers are never moved.</remarks>
    static abstract void AddProduct(ref TSelf sum, TSelf x, TSelf y);

    /// <summary>√x.</summary>
    static abstract TSelf Sqrt(TSelf x);

    /// <summary>|x|.</summary>
    static abstract TSelf Abs(TSelf x);

    /// <summary>|x| with the sign of y.</summary>
    static abstract TSelf CopySign(TSelf x, TSelf y);

    /// <summary>In each lane: x &lt; y ? ifLess : otherwise. Where x or y is NaN: otherwise.</summary>
    static abstract TSelf SelectLess(TSelf x, TSelf y, TSelf ifLess, TSelf otherwise);

    /// <summary>2ⁿ, of x = n + 1.5 · 2²³, n whole, from −126 to 127: such a float has n in its last bits.</summary>
    static abstract TSelf PowerOfTwo(TSelf x);
}
