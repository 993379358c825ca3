using System.Runtime.CompilerServices;

namespace Pathwise.Numerics;

/// <summary>One float: for what is left over, and for machines without vectors or fused multiply-add.</summary>
internal struct ScalarLanes(float value) : ILanes<ScalarLanes>
{
    private float _value = value;

    public static bool IsSupported => true;

    public static int Count => 1;

    public static int Sums => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Load(ref readonly float source) => new(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ScalarLanes x, ref float target) => target = x._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes FusedMultiplyAdd(ScalarLanes x, ScalarLanes y, ScalarLanes z) =>
        new(MathF.FusedMultiplyAdd(x._value, y._value, z._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref ScalarLanes sum, ScalarLanes x, ScalarLanes y) =>
        sum._value = MathF.FusedMultiplyAdd(x._value, y._value, sum._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Sqrt(ScalarLanes x) => new(MathF.Sqrt(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Abs(ScalarLanes x) => new(MathF.Abs(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes CopySign(ScalarLanes x, ScalarLanes y) => new(MathF.CopySign(x._value, y._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes SelectLess(ScalarLanes x, ScalarLanes y, ScalarLanes ifLess, ScalarLanes otherwise) =>
        x._value < y._value ? ifLess : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes PowerOfTwo(ScalarLanes x) =>
        new(BitConverter.Int32BitsToSingle(
            (BitConverter.SingleToInt32Bits(x._value) << 23) + BitConverter.SingleToInt32Bits(1f)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator +(ScalarLanes x, ScalarLanes y) => new(x._value + y._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator -(ScalarLanes x, ScalarLanes y) => new(x._value - y._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator *(ScalarLanes x, ScalarLanes y) => new(x._value * y._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator /(ScalarLanes x, ScalarLanes y) => new(x._value / y._value);
}
