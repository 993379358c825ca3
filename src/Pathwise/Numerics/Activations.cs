using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pathwise.Numerics;

/// <summary>Applies an <see cref="Activation"/> to many numbers, and carries gradients back through it.</summary>
/// <remarks>
/// <para>Error against the definition in double: values within 4 · 10⁻⁷ relatively, derivatives within 4 · 10⁻⁷
/// absolutely, for |x| ≤ 64 (ActivationsTests asserts it). NaN stays NaN; ±∞ have their limits.</para>
/// <para>The bits do not depend on the vector width, nor on where in the array a number stands.</para>
/// </remarks>
public static class Activations
{
    /// <summary>Whether f′ is computed from x: then <see cref="Backward"/> needs x; otherwise f(x)
    /// says enough.</summary>
    public static bool NeedsInputs(this Activation activation) => activation is Activation.Silu or Activation.Softplus;

    /// <summary><c>y ← f(x)</c>.</summary>
    /// <param name="activation">f.</param>
    /// <param name="x">[n].</param>
    /// <param name="y">Receives f(x), [n]; may be <paramref name="x"/> itself,
    /// but may not overlap it otherwise.</param>
    public static void Forward(Activation activation, ReadOnlySpan<float> x, Span<float> y)
    {
        Lengths.MustMatch(y.Length, x.Length, nameof(y));
        switch (activation)
        {
            case Activation.Identity: if (x != y) x.CopyTo(y); break;
            case Activation.Tanh: Forward<TanhFunction>(x, y); break;
            case Activation.Relu: Forward<ReluFunction>(x, y); break;
            case Activation.Silu: Forward<SiluFunction>(x, y); break;
            case Activation.Softplus: Forward<SoftplusFunction>(x, y); break;
            case Activation.Sigmoid: Forward<SigmoidFunction>(x, y); break;
            default: throw Unknown(activation);
        }
    }

    /// <summary><c>gradients ← gradients · f′(x)</c>.</summary>
    /// <param name="activation">f.</param>
    /// <param name="x">[n]; matters only if <see cref="NeedsInputs"/>.</param>
    /// <param name="y">f(x), [n].</param>
    /// <param name="gradients">With respect to y; becomes the one with respect to x; [n].</param>
    public static void Backward(
        Activation activation, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradients)
    {
        Lengths.MustMatch(x.Length, gradients.Length, nameof(x));
        Lengths.MustMatch(y.Length, gradients.Length, nameof(y));
        switch (activation)
        {
            case Activation.Identity: break;
            case Activation.Tanh: Backward<TanhFunction>(x, y, gradients); break;
            case Activation.Relu: Backward<ReluFunction>(x, y, gradients); break;
            case Activation.Silu: Backward<SiluFunction>(x, y, gradients); break;
            case Activation.Softplus: Backward<SoftplusFunction>(x, y, gradients); break;
            case Activation.Sigmoid: Backward<SigmoidFunction>(x, y, gradients); break;
            default: throw Unknown(activation);
        }
    }

    /// <summary>The definition, in double.</summary>
    internal static double Reference(Activation activation, double x) => activation switch
    {
        Activation.Identity => x,
        Activation.Tanh => Math.Tanh(x),
        Activation.Relu => Math.Max(x, 0),
        Activation.Silu => x / (1 + Math.Exp(-x)),
        Activation.Softplus => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        _ => throw Unknown(activation),
    };

    /// <summary>The derivative of the definition, in double.</summary>
    internal static double ReferenceDerivative(Activation activation, double x)
    {
        var sigmoid = 1 / (1 + Math.Exp(-x));
        return activation switch
        {
            Activation.Identity => 1,
            Activation.Tanh => 1 / Math.Pow(Math.Cosh(x), 2),
            Activation.Relu => x > 0 ? 1 : 0,
            Activation.Silu => sigmoid * (1 + (x * (1 - sigmoid))),
            Activation.Softplus => sigmoid,
            Activation.Sigmoid => sigmoid * (1 - sigmoid),
            _ => throw Unknown(activation),
        };
    }

    /// <summary>ln(1 + x), where 1 + x may lose digits of x (Kahan; <c>double.LogP1</c> loses them).</summary>
    private static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    private static void Forward<TFunction>(ReadOnlySpan<float> x, Span<float> y)
        where TFunction : IActivationFunction =>
        Elementwise.Run(new ForwardOperation<TFunction>(x, y), y.Length);

    private static void Backward<TFunction>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradients)
        where TFunction : IActivationFunction =>
        Elementwise.Run(new BackwardOperation<TFunction>(x, y, gradients), gradients.Length);

    private static ArgumentOutOfRangeException Unknown(Activation activation) =>
        new(nameof(activation), activation, "There is no such activation.");

    private readonly ref struct ForwardOperation<TFunction>(ReadOnlySpan<float> x, Span<float> y) : IElementwise
        where TFunction : IActivationFunction
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x);
        private readonly ref float _y = ref MemoryMarshal.GetReference(y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(int index) where T : struct, ILanes<T> =>
            T.Store(TFunction.Value(T.Load(in Unsafe.Add(ref _x, index))), ref Unsafe.Add(ref _y, index));
    }

    private readonly ref struct BackwardOperation<TFunction>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradients)
        : IElementwise where TFunction : IActivationFunction
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x);
        private readonly ref float _y = ref MemoryMarshal.GetReference(y);
        private readonly ref float _gradients = ref MemoryMarshal.GetReference(gradients);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(int index) where T : struct, ILanes<T>
        {
            var derivative = TFunction.Derivative(
                T.Load(in Unsafe.Add(ref _x, index)), T.Load(in Unsafe.Add(ref _y, index)));
            ref var gradient = ref Unsafe.Add(ref _gradients, index);
            T.Store(T.Load(in gradient) * derivative, ref gradient);
        }
    }
}
