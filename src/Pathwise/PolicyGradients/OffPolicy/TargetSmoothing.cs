using Pathwise.Randomness;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Noise on the actions that targets are made of, so that similar actions are worth the same:
/// <c>a ← clip(a + clip(ε, −c, c), −1, 1)</c>, ε ~ N(0, σ̃²).</summary>
/// <remarks>Source: Fujimoto, van Hoof &amp; Meger (2018), <i>Addressing function approximation error in actor-critic
/// methods</i>, §5.3.</remarks>
public static class TargetSmoothing
{
    /// <summary>Adds the noise.</summary>
    /// <param name="actions">a, changed in place.</param>
    /// <param name="sigma">σ̃, ≥ 0; 0 draws nothing.</param>
    /// <param name="clip">c, ≥ 0.</param>
    /// <param name="rng">The stream to draw from: one normal number for each.</param>
    public static void Apply(Span<float> actions, double sigma, double clip, ref Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sigma);
        ArgumentOutOfRangeException.ThrowIfNegative(clip);
        if (sigma == 0) return;
        foreach (ref var a in actions)
            a = (float)Math.Clamp(a + Math.Clamp(sigma * rng.NextNormal(), -clip, clip), -1, 1);
    }
}
