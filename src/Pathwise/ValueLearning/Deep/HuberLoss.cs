namespace Pathwise.ValueLearning.Deep;

/// <summary>Half the square of a small error, and the magnitude of a large one: <c>L(δ) = δ²/2</c> for |δ| ≤ 1, else
/// <c>|δ| − ½</c>.</summary>
/// <remarks>Source: Huber (1964); Mnih et al. (2015), Methods, where errors are clipped to [−1, 1]: so is L′.</remarks>
public sealed class HuberLoss : IValueLoss
{
    /// <summary>1: the value itself.</summary>
    public int Atoms => 1;

    /// <inheritdoc/>
    public ValueError Of(ReadOnlySpan<float> values, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        var delta = targets[0] - values[0];
        var clipped = Math.Clamp(delta, -1, 1);
        gradients[0] = -clipped;                                              // ∂L/∂θ = −L′(δ)
        return new(clipped * (delta - (0.5f * clipped)), delta);
    }

    /// <summary>The definition, in double.</summary>
    internal static double Reference(double delta) =>
        Math.Abs(delta) <= 1 ? 0.5 * delta * delta : Math.Abs(delta) - 0.5;
}
