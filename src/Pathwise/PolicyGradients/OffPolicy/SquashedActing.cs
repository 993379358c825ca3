using Pathwise.Distributions;
using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Acts by a squashed Gaussian, in as many environments as it was made for.</summary>
/// <param name="network">θ; its outputs are the distribution's parameters.</param>
/// <param name="environments">How many, ≥ 1.</param>
internal sealed class SquashedActing(INetwork network, int environments) : IBehaviour<float>
{
    private readonly SquashedGaussian _distribution = new(network.Outputs / 2);
    private readonly INetworkPass _pass = network.NewPass(environments);
    private readonly float[] _noise = new float[network.Outputs / 2];

    /// <inheritdoc/>
    public void Act(
        ReadOnlySpan<float> observations, ReadOnlySpan<bool> masks, Span<Rng> streams, Span<float> actions)
    {
        var parameters = _pass.Forward(observations, streams.Length);
        for (var i = 0; i < streams.Length; i++) Sample(parameters, i, actions, ref streams[i]);
    }

    /// <summary>Acts with one stream for all environments, or greedily.</summary>
    public void Act(ReadOnlySpan<float> observations, bool greedy, Span<float> actions, ref Rng rng)
    {
        var (size, width) = (_noise.Length, 2 * _noise.Length);
        var parameters = _pass.Forward(observations, environments);
        for (var i = 0; i < environments; i++)
            if (greedy) _distribution.Mode(parameters.Slice(i * width, width), actions.Slice(i * size, size));
            else Sample(parameters, i, actions, ref rng);
    }

    private void Sample(ReadOnlySpan<float> parameters, int i, Span<float> actions, ref Rng rng)
    {
        var (size, width) = (_noise.Length, 2 * _noise.Length);
        rng.FillNormal(_noise.AsSpan());
        _distribution.Sample(parameters.Slice(i * width, width), _noise, actions.Slice(i * size, size));
    }
}
