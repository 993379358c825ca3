using Pathwise.Numerics;

namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>Keeps a controller's logits small, so that it goes on exploring: <c>l = C tanh(z/T)</c>, or
/// <c>l = z/T</c>.</summary>
/// <remarks>Source: Bello, Pham, Le, Norouzi and Bengio (2016), arXiv:1611.09940, App. A, "improving exploration"; the
/// controller of ENAS has both: Pham et al. (2018), arXiv:1802.03268.</remarks>
/// <param name="Temperature">T, > 0.</param>
/// <param name="TanhConstant">C, > 0; null for no tanh.</param>
public readonly record struct LogitSquashing(double Temperature, double? TanhConstant)
{
    /// <summary>T = 1 and no tanh: logits stay as they are.</summary>
    public static LogitSquashing None { get; } = new(1, null);

    /// <summary><c>z → l</c>, in place.</summary>
    /// <param name="logits">z; becomes l.</param>
    public void Forward(Span<float> logits)
    {
        if (Temperature != 1) Scale(logits, 1 / Temperature);
        if (TanhConstant is not { } constant) return;
        Activations.Forward(Activation.Tanh, logits, logits);
        Scale(logits, constant);
    }

    /// <summary><c>∂/∂l → ∂/∂z</c>, in place.</summary>
    /// <param name="logits">l.</param>
    /// <param name="gradients">∂/∂l; becomes ∂/∂z.</param>
    public void Backward(ReadOnlySpan<float> logits, Span<float> gradients)
    {
        if (TanhConstant is { } constant)
            for (var i = 0; i < gradients.Length; i++)
            {
                var tanh = logits[i] / (float)constant;
                gradients[i] *= (float)constant * (1 - (tanh * tanh));                    // dl/d(z/T) = C (1 − tanh²)
            }

        if (Temperature != 1) Scale(gradients, 1 / Temperature);
    }

    private static void Scale(Span<float> values, double factor)
    {
        foreach (ref var value in values) value *= (float)factor;
    }
}
