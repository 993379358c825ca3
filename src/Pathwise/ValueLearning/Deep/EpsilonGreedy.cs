using Pathwise.Environments;
using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.ValueLearning.Deep;

/// <summary>With probability ε a random action, and otherwise the one of the greatest value.</summary>
/// <remarks>Source: Sutton &amp; Barto (2018), §2.2; Mnih et al. (2015), algorithm 1. Not thread-safe.</remarks>
public sealed class EpsilonGreedy : IBehaviour<int>
{
    private const int Greedy = -1;

    private readonly INetwork _network;
    private readonly INetworkPass _pass;
    private readonly Discrete _choices;
    private readonly int _atoms;

    /// <summary>Prepares to act by values.</summary>
    /// <param name="values">Q; acts as it stands.</param>
    /// <param name="space">What can be done.</param>
    /// <param name="environments">n, the environments that step together, ≥ 1.</param>
    public EpsilonGreedy(DeepActionValues values, Discrete space, int environments)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfNotEqual(space.Count, values.Actions, nameof(space));
        (_network, _atoms, _choices) = (values.Network, values.Atoms, space);
        _pass = _network.NewPass(environments);
    }

    /// <summary>ε, in [0, 1].</summary>
    public double Epsilon { get; set; }

    /// <inheritdoc/>
    /// <remarks>Nothing is drawn where ε is 0.</remarks>
    public void Act(
        ReadOnlySpan<float> observations, ReadOnlySpan<bool> masks, Span<Rng> streams, Span<int> actions)
    {
        for (var i = 0; i < actions.Length; i++) actions[i] = Explore(i, masks, ref streams[i]);
        Exploit(observations, masks, actions);
    }

    /// <summary>Draws whether environment i takes a random action, and which.</summary>
    /// <returns>The action, or <see cref="Greedy"/>.</returns>
    internal int Explore(int i, ReadOnlySpan<bool> masks, ref Rng rng) =>
        Epsilon > 0 && rng.NextDouble() < Epsilon
            ? LearnedActions.SampleChoice(_choices, MaskOf(masks, i), ref rng)
            : Greedy;

    /// <summary>Puts the action of the greatest value where there is none yet.</summary>
    internal void Exploit(ReadOnlySpan<float> observations, ReadOnlySpan<bool> masks, Span<int> actions)
    {
        if (!actions.Contains(Greedy)) return;                          // values are not needed

        var values = _pass.Forward(observations, actions.Length);
        var width = _network.Outputs;
        for (var i = 0; i < actions.Length; i++)
            if (actions[i] == Greedy)
                actions[i] = GreedyChoice.Of(values.Slice(i * width, width), _atoms, MaskOf(masks, i));
    }

    private ReadOnlySpan<bool> MaskOf(ReadOnlySpan<bool> masks, int i) =>
        masks.IsEmpty ? masks : masks.Slice(i * _choices.Count, _choices.Count);
}
