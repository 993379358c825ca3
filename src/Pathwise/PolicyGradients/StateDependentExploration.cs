using Pathwise.Distributions;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>Noise that is a fixed function of the state for some steps: <c>A = μ(S) + φ(S)ᵀE</c>, with E drawn anew for
/// each environment at the start of a rollout, and every so many steps.</summary>
/// <remarks>
/// <para>Source: Raffin, Kober &amp; Stulp (2021), <i>Smooth exploration for robotic reinforcement learning</i>,
/// eq. (2). In one state it acts alike, so that it goes somewhere where independent noise only trembles.</para>
/// <para>Belongs to a <see cref="StateDependentNoise"/>, whose Gaussian is the action's distribution. Allocates nothing
/// after construction. Not thread-safe.</para>
/// </remarks>
public sealed class StateDependentExploration : IExploration<float>
{
    private readonly StateDependentNoise _network;
    private readonly StateDependentNoise.Pass _pass;
    private readonly DiagonalGaussian _distribution;
    private readonly float[] _noise;                         // E of each environment, [n, features, actions]
    private readonly int _every;
    private int _steps;

    /// <summary>Prepares to act.</summary>
    /// <param name="network">θ.</param>
    /// <param name="environments">n, ≥ 1.</param>
    /// <param name="every">Steps for which E stays; 0: the whole rollout.</param>
    public StateDependentExploration(StateDependentNoise network, int environments, int every)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(environments, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(every);
        (_network, _every, _distribution) = (network, every, new(network.Actions));
        _pass = new(network, environments);
        _noise = new float[environments * network.Features * network.Actions];
    }

    /// <inheritdoc/>
    public void Begin(Span<Rng> streams)
    {
        _steps = 0;
        Draw(streams);
    }

    /// <inheritdoc/>
    /// <remarks>Real numbers have no masks: they are not looked at.</remarks>
    public void Act(
        ReadOnlySpan<float> states, ReadOnlySpan<bool> masks, Span<Rng> streams, Span<float> actions,
        Span<double> logProbabilities)
    {
        if (_every > 0 && _steps > 0 && _steps % _every == 0) Draw(streams);
        _steps++;

        var (size, width) = (_network.Actions, _network.Outputs);
        var parameters = _pass.Forward(states, streams.Length);
        var features = _pass.Features(states);
        for (var i = 0; i < streams.Length; i++)
        {
            var pi = parameters.Slice(i * width, width);
            var phi = features.Slice(i * _network.Features, _network.Features);
            var noise = _noise.AsSpan(i * phi.Length * size, phi.Length * size);
            var action = actions.Slice(i * size, size);
            for (var j = 0; j < size; j++)
            {
                var sum = (double)pi[j];
                for (var k = 0; k < phi.Length; k++) sum += phi[k] * noise[(k * size) + j];
                action[j] = (float)sum;
            }

            logProbabilities[i] = _distribution.LogProbability(pi, action);
        }
    }

    /// <summary>E ~ N(0, exp(2 L)), environment i's from stream i.</summary>
    private void Draw(Span<Rng> streams)
    {
        var logSigmas = _network.LogSigmas;
        for (var i = 0; i < streams.Length; i++)
            for (var kj = 0; kj < logSigmas.Length; kj++)
                _noise[(i * logSigmas.Length) + kj] = (float)(Math.Exp(logSigmas[kj]) * streams[i].NextNormal());
    }
}
