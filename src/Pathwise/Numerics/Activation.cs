namespace Pathwise.Numerics;

/// <summary>The function that a layer applies to each of its numbers.</summary>
public enum Activation
{
    /// <summary>f(x) = x.</summary>
    Identity,

    /// <summary>f(x) = tanh x = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ).</summary>
    Tanh,

    /// <summary>f(x) = max(x, 0); f′(0) = 0.</summary>
    Relu,

    /// <summary>f(x) = x · σ(x), also called swish.</summary>
    Silu,

    /// <summary>f(x) = ln(1 + eˣ).</summary>
    Softplus,

    /// <summary>f(x) = σ(x) = 1 / (1 + e⁻ˣ).</summary>
    Sigmoid,
}
