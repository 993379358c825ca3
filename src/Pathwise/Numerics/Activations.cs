namespace Pathwise.Numerics;

/// <summary>Applies an <see cref="Activation"/> to many numbers, and carries gradients back through it.</summary>
public static class Activations
{
    /// <summary>Whether f′ is computed from x: then <see cref="Backward"/> needs x; otherwise f(x) says enough.</summary>
    public static bool NeedsInputs(this Activation activation) => activation is Activation.Silu or Activation.Softplus;

    /// <summary><c>y ← f(x)</c>.</summary>
    /// <param name="activation">f.</param>
    /// <param name="x">[n].</param>
    /// <param name="y">Receives f(x), [n]; may be <paramref name="x"/> itself.</param>
    public static void Forward(Activation activation, ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = (float)Reference(activation, x[i]);
    }

    /// <summary><c>gradients ← gradients · f′(x)</c>.</summary>
    /// <param name="activation">f.</param>
    /// <param name="x">[n]; used only if <see cref="NeedsInputs"/>.</param>
    /// <param name="y">f(x), [n].</param>
    /// <param name="gradients">With respect to y; becomes the one with respect to x; [n].</param>
    public static void Backward(Activation activation, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradients)
    {
        for (var i = 0; i < gradients.Length; i++)
            gradients[i] *= activation switch
            {
                Activation.Tanh => 1 - (y[i] * y[i]),
                Activation.Relu => y[i] > 0 ? 1 : 0,
                Activation.Sigmoid => y[i] * (1 - y[i]),
                Activation.Identity => 1,
                _ => (float)ReferenceDerivative(activation, x[i]),
            };
    }

    /// <summary>The definition, in double.</summary>
    internal static double Reference(Activation activation, double x) => activation switch
    {
        Activation.Identity => x,
        Activation.Tanh => Math.Tanh(x),
        Activation.Relu => Math.Max(x, 0),
        Activation.Silu => x / (1 + Math.Exp(-x)),
        Activation.Softplus => Math.Max(x, 0) + double.LogP1(Math.Exp(-Math.Abs(x))),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, null),
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
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, null),
        };
    }
}
