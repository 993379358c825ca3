using System.Runtime.CompilerServices;

namespace Pathwise.Numerics;

/// <summary>Thrice as many lanes: three of <typeparamref name="T"/> side by side.</summary>
/// <typeparam name="T">Each third.</typeparam>
internal struct Trio<T>(T lower, T middle, T upper) : ILanes<Trio<T>> where T : struct, ILanes<T>
{
    private T _lower = lower;
    private T _middle = middle;
    private T _upper = upper;

    public static bool IsSupported => T.IsSupported;

    public static int Count => 3 * T.Count;

    public static int Sums => T.Sums / 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Trio<T> Broadcast(float value)
    {
        var third = T.Broadcast(value);
        return new(third, third, third);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Trio<T> Load(ref readonly float source)
    {
        ref var first = ref Unsafe.AsRef(in source);
        return new(
            T.Load(in first), T.Load(in Unsafe.Add(ref first, T.Count)), T.Load(in Unsafe.Add(ref first, 2 * T.Count)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Trio<T> x, ref float target)
    {
        T.Store(x._lower, ref target);
        T.Store(x._middle, ref Unsafe.Add(ref target, T.Count));
        T.Store(x._upper, ref Unsafe.Add(ref target, 2 * T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Trio<T> FusedMultiplyAdd(Trio<T> x, Trio<T> y, Trio<T> z) =>
        new(T.FusedMultiplyAdd(x._lower, y._lower, z._lower),
            T.FusedMultiplyAdd(x._middle, y._middle, z._middle),
            T.FusedMultiplyAdd(x._upper, y._upper, z._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Trio<T> sum, Trio<T> x, Trio<T> y)
    {
        T.AddProduct(ref sum._lower, x._lower, y._lower);
        T.AddProduct(ref sum._middle, x._middle, y._middle);
        T.AddProduct(ref sum._upper, x._upper, y._upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Trio<T> Sqrt(Trio<T> x) => new(T.Sqrt(x._lower), T.Sqrt(x._middle), T.Sqrt(x._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Trio<T> Abs(Trio<T> x) => new(T.Abs(x._lower), T.Abs(x._middle), T.Abs(x._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Trio<T> CopySign(Trio<T> x, Trio<T> y) =>
        new(T.CopySign(x._lower, y._lower), T.CopySign(x._middle, y._middle), T.CopySign(x._upper, y._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Trio<T> SelectLess(Trio<T> x, Trio<T> y, Trio<T> ifLess, Trio<T> otherwise) =>
        new(T.SelectLess(x._lower, y._lower, ifLess._lower, otherwise._lower),
            T.SelectLess(x._middle, y._middle, ifLess._middle, otherwise._middle),
            T.SelectLess(x._upper, y._upper, ifLess._upper, otherwise._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Trio<T> PowerOfTwo(Trio<T> x) =>
        new(T.PowerOfTwo(x._lower), T.PowerOfTwo(x._middle), T.PowerOfTwo(x._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Trio<T> operator +(Trio<T> x, Trio<T> y) =>
        new(x._lower + y._lower, x._middle + y._middle, x._upper + y._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Trio<T> operator -(Trio<T> x, Trio<T> y) =>
        new(x._lower - y._lower, x._middle - y._middle, x._upper - y._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Trio<T> operator *(Trio<T> x, Trio<T> y) =>
        new(x._lower * y._lower, x._middle * y._middle, x._upper * y._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Trio<T> operator /(Trio<T> x, Trio<T> y) =>
        new(x._lower / y._lower, x._middle / y._middle, x._upper / y._upper);
}
