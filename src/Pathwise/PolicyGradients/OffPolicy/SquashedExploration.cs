using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Acts with noise that is a function of the state for some steps, squashed: <c>a = tanh(μ(s) +
/// φ(s)ᵀE)</c>.</summary>
/// <param name="noise">Draws E, and acts unsquashed.</param>
/// <param name="environments">How many, ≥ 1.</param>
internal sealed class SquashedExploration(StateDependentExploration noise, int environments) : IBehaviour<float>
{
    private readonly double[] _logProbabilities = new double[environments];
    private bool _isFresh = true;

    /// <summary>The next step is the first after an update: E is drawn anew.</summary>
    public void Begin() => _isFresh = true;

    /// <inheritdoc/>
    public void Act(
        ReadOnlySpan<float> observations, ReadOnlySpan<bool> masks, Span<Rng> streams, Span<float> actions)
    {
        if (_isFresh) noise.Begin(streams);
        _isFresh = false;
        noise.Act(observations, masks, streams, actions, _logProbabilities);
        foreach (ref var action in actions) action = (float)Math.Tanh(action);
    }
}
