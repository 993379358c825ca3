using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Noise that remembers: a walk that is drawn back to 0,
/// <c>x ← x − θ x Δt + σ √Δt ε</c>, ε ~ N(0, 1).</summary>
/// <remarks>
/// <para>Source: Uhlenbeck &amp; Ornstein (1930); for actions Lillicrap et al. (2016), <i>Continuous control with deep
/// reinforcement learning</i>, §3 and §7, θ = 0.15. Δt = 0.01 is Stable-Baselines3's.</para>
/// <para>In the long run x has the variance <c>σ² Δt/(1 − (1 − θ Δt)²)</c>, near σ²/2θ. An episode begins with
/// x = 0.</para>
/// </remarks>
public sealed class OrnsteinUhlenbeckNoise : IActionNoise
{
    private const double Theta = 0.15, TimeStep = 0.01;

    private readonly double _sigma;
    private readonly int _size;
    private readonly double[] _x;                           // [environments, size]

    /// <summary>Walks for some environments, at 0.</summary>
    /// <param name="sigma">σ, ≥ 0.</param>
    /// <param name="environments">How many, ≥ 1.</param>
    /// <param name="size">Components of an action, ≥ 1.</param>
    public OrnsteinUhlenbeckNoise(double sigma, int environments, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sigma);
        ArgumentOutOfRangeException.ThrowIfLessThan(environments, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        (_sigma, _size, _x) = (sigma, size, new double[environments * size]);
    }

    /// <inheritdoc/>
    public void Add(int environment, Span<float> action, ref Rng rng)
    {
        var walk = _x.AsSpan(environment * _size, _size);
        for (var i = 0; i < walk.Length; i++)
        {
            walk[i] += (-Theta * walk[i] * TimeStep) + (_sigma * Math.Sqrt(TimeStep) * rng.NextNormal());
            action[i] += (float)walk[i];
        }
    }

    /// <inheritdoc/>
    public void Begin(int environment) => _x.AsSpan(environment * _size, _size).Clear();

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<double>("walk", _x);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read<double>("walk", _x);
    }
}
