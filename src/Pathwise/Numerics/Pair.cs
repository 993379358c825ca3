using System.Runtime.CompilerServices;

namespace Pathwise.Numerics;

/// <summary>Twice as many lanes: two of <typeparamref name="T"/> side by side.</summary>
/// <typeparam name="T">Either half.</typeparam>
internal struct Pair<T>(T lower, T upper) : ILanes<Pair<T>> where T : struct, ILanes<T>
{
    private T _lower = lower;
    private T _upper = upper;

    public static bool IsSupported => T.IsSupported;

    public static int Count => 2 * T.Count;

    public static int Sums => T.Sums / 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Broadcast(float value)
    {
        var half = T.Broadcast(value);
        return new(half, half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Load(ref readonly float source) =>
        new(T.Load(in source), T.Load(in Unsafe.Add(ref Unsafe.AsRef(in source), T.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Pair<T> x, ref float target)
    {
        T.Store(x._lower, ref target);
        T.Store(x._upper, ref Unsafe.Add(ref target, T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> FusedMultiplyAdd(Pair<T> x, Pair<T> y, Pair<T> z) =>
        new(T.FusedMultiplyAdd(x._lower, y._lower, z._lower), T.FusedMultiplyAdd(x._upper, y._upper, z._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Pair<T> sum, Pair<T> x, Pair<T> y)
    {
        T.AddProduct(ref sum._lower, x._lower, y._lower);
        T.AddProduct(ref sum._upper, x._upper, y._upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Sqrt(Pair<T> x) => new(T.Sqrt(x._lower), T.Sqrt(x._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Abs(Pair<T> x) => new(T.Abs(x._lower), T.Abs(x._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> CopySign(Pair<T> x, Pair<T> y) =>
        new(T.CopySign(x._lower, y._lower), T.CopySign(x._upper, y._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> SelectLess(Pair<T> x, Pair<T> y, Pair<T> ifLess, Pair<T> otherwise) =>
        new(T.SelectLess(x._lower, y._lower, ifLess._lower, otherwise._lower),
            T.SelectLess(x._upper, y._upper, ifLess._upper, otherwise._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> PowerOfTwo(Pair<T> x) => new(T.PowerOfTwo(x._lower), T.PowerOfTwo(x._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator +(Pair<T> x, Pair<T> y) => new(x._lower + y._lower, x._upper + y._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator -(Pair<T> x, Pair<T> y) => new(x._lower - y._lower, x._upper - y._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator *(Pair<T> x, Pair<T> y) => new(x._lower * y._lower, x._upper * y._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator /(Pair<T> x, Pair<T> y) => new(x._lower / y._lower, x._upper / y._upper);
}
