using System.Runtime.CompilerServices;

namespace Pathwise.Numerics;

/// <summary>tanh x = sign x · (1 − e) / (1 + e) with e = exp(−2|x|); the numerator is computed whole,
/// so small x lose nothing.</summary>
internal readonly struct TanhFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x) where T : struct, ILanes<T>
    {
        var lessOne = Exponential.LessOneOfNonPositive(T.Broadcast(-2) * T.Abs(x));
        return T.CopySign(lessOne / (T.Broadcast(2) + lessOne), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x, T y) where T : struct, ILanes<T> =>
        T.FusedMultiplyAdd(T.Broadcast(-1) * y, y, T.Broadcast(1));
}

/// <summary>max(x, 0); what is no number stays none.</summary>
internal readonly struct ReluFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x) where T : struct, ILanes<T> => T.SelectLess(x, T.Broadcast(0), T.Broadcast(0), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x, T y) where T : struct, ILanes<T> =>
        T.SelectLess(T.Broadcast(0), y, T.Broadcast(1), T.Broadcast(0));
}

/// <summary>σ(x) = 1 / (1 + e) for x ≥ 0 and e / (1 + e) for x &lt; 0, with e = exp(−|x|).</summary>
internal readonly struct SigmoidFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x) where T : struct, ILanes<T>
    {
        var e = Exponential.OfNonPositive(T.Broadcast(-1) * T.Abs(x));
        return T.SelectLess(x, T.Broadcast(0), e, T.Broadcast(1)) / (T.Broadcast(1) + e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x, T y) where T : struct, ILanes<T> => y * (T.Broadcast(1) - y);
}

/// <summary>x · σ(x).</summary>
internal readonly struct SiluFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x) where T : struct, ILanes<T> => x * SigmoidFunction.Value(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x, T y) where T : struct, ILanes<T>
    {
        var e = Exponential.OfNonPositive(T.Broadcast(-1) * T.Abs(x));
        var sum = T.Broadcast(1) + e;
        var sigmoid = T.SelectLess(x, T.Broadcast(0), e, T.Broadcast(1)) / sum;
        return T.FusedMultiplyAdd(x, e / (sum * sum), sigmoid);       // σ′ = e / (1 + e)²: 1 − σ would lose digits
    }
}

/// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + exp(−|x|)).</summary>
internal readonly struct SoftplusFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x) where T : struct, ILanes<T> =>
        ReluFunction.Value(x) + Logarithm.OfOnePlus(Exponential.OfNonPositive(T.Broadcast(-1) * T.Abs(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x, T y) where T : struct, ILanes<T> => SigmoidFunction.Value(x);
}
