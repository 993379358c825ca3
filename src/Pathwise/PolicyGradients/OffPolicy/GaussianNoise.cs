using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Independent noise, <c>ε ~ N(0, σ²)</c>, on every component of every action.</summary>
/// <remarks>Source: Fujimoto, van Hoof &amp; Meger (2018), <i>Addressing function approximation error in actor-critic
/// methods</i>, algorithm 1. It has no state.</remarks>
/// <param name="sigma">σ, ≥ 0.</param>
public sealed class GaussianNoise(double sigma) : IActionNoise
{
    /// <inheritdoc/>
    public void Add(int environment, Span<float> action, ref Rng rng)
    {
        foreach (ref var a in action) a += (float)(sigma * rng.NextNormal());
    }

    /// <inheritdoc/>
    public void Begin(int environment) { }

    /// <inheritdoc/>
    public void Save(IStateWriter writer) { }

    /// <inheritdoc/>
    public void Load(IStateReader reader) { }
}
