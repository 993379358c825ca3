using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Acts as a deterministic policy says, with noise or without, in as many environments as it was made
/// for.</summary>
/// <param name="network">θ; its outputs are squashed by tanh.</param>
/// <param name="environments">How many, ≥ 1.</param>
/// <param name="noise">What is added; null: nothing.</param>
internal sealed class DeterministicActing(INetwork network, int environments, IActionNoise? noise = null)
    : IBehaviour<float>
{
    private readonly INetworkPass _pass = network.NewPass(environments);

    /// <inheritdoc/>
    public void Act(
        ReadOnlySpan<float> observations, ReadOnlySpan<bool> masks, Span<Rng> streams, Span<float> actions)
    {
        var size = network.Outputs;
        Act(observations, actions);
        for (var i = 0; i < streams.Length && noise is not null; i++)
        {
            var action = actions.Slice(i * size, size);
            noise.Add(i, action, ref streams[i]);
            foreach (ref var a in action) a = Math.Clamp(a, -1, 1);
        }
    }

    /// <summary>Acts without noise.</summary>
    public void Act(ReadOnlySpan<float> observations, Span<float> actions)
    {
        var outputs = _pass.Forward(observations, environments);
        Activations.Forward(Activation.Tanh, outputs, actions[..outputs.Length]);
    }

    /// <inheritdoc/>
    public void Ended(int environment) => noise?.Begin(environment);
}
