using Pathwise.Randomness;

namespace Pathwise.DecisionProcesses;

/// <summary>REINFORCE's estimate of ∇J from episodes of a finite process:
/// <c>g = Σ_t γᵗ (G_t − b(S_t)) ∇ln π(A_t | S_t)</c>.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §13.4, boxed algorithm, p. 330, at one θ. Unbiased for every baseline b
/// that depends on the state alone.</para>
/// <para>Keeps the episode that it plays: one caller at a time.</para>
/// </remarks>
public sealed class ReinforceEstimate
{
    private readonly FiniteMdp _mdp;
    private readonly double[] _policy, _baseline;
    private readonly List<(int State, int Pair, double Reward)> _episode = [];

    /// <inheritdoc cref="ReinforceEstimate"/>
    /// <param name="mdp">The process; it says where it starts, and every state can reach an end.</param>
    /// <param name="preferences">θ, [Pairs]: the policy is their softmax.</param>
    /// <param name="baseline">b, [States].</param>
    /// <exception cref="BadInputException">Nothing is said of the start, or an episode may never end.</exception>
    public ReinforceEstimate(FiniteMdp mdp, ReadOnlySpan<double> preferences, ReadOnlySpan<double> baseline)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentOutOfRangeException.ThrowIfNotEqual(baseline.Length, mdp.States);
        if (mdp.Start.IsEmpty)
            throw new BadInputException(
                "Episodes are to be played, but nothing is said of where the process starts; "
                + "give it the probability of each state to be the first.");
        (_mdp, _baseline) = (mdp, baseline.ToArray());
        _policy = TabularPolicy.Softmax(mdp, preferences).Probabilities.ToArray();
        RewardChain.OfStates(mdp, _policy, discount: 1, isAverage: false);      // refuses what may never end
    }

    /// <summary>Plays an episode, and estimates.</summary>
    /// <param name="gradient">Receives g, [Pairs].</param>
    /// <param name="rng">Where states and actions are drawn from.</param>
    /// <returns>The episode's return, G₀.</returns>
    public double Draw(Span<double> gradient, ref Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, _mdp.Pairs);
        gradient.Clear();
        Play(ref rng);                                                          // S₀, A₀, R₁, …, S_{T−1}, A_{T−1}, R_T
        var (g, gamma) = (0.0, _mdp.Gamma);
        for (var t = _episode.Count - 1; t >= 0; t--)
        {
            var (state, pair, reward) = _episode[t];
            g = reward + (gamma * g);                                           // G ← R_{t+1} + γ G
            var weight = Math.Pow(gamma, t) * (g - _baseline[state]);           // γᵗ (G_t − b(S_t))
            gradient[pair] += weight;
            for (var b = _mdp.FirstPairs[state]; b < _mdp.FirstPairs[state + 1]; b++)
                gradient[b] -= weight * _policy[b];                             // · ∇ln π(A_t | S_t)
        }

        return g;
    }

    private void Play(ref Rng rng)
    {
        _episode.Clear();
        for (var state = rng.NextIndex(_mdp.Start); state >= 0 && !_mdp.IsTerminal(state);)
        {
            var (first, last) = (_mdp.FirstPairs[state], _mdp.FirstPairs[state + 1]);
            var pair = first + rng.NextIndex(_policy.AsSpan(first..last));
            var from = _mdp.FirstTransitions[pair];
            var i = from + rng.NextIndex(_mdp.Probabilities[from.._mdp.FirstTransitions[pair + 1]]);
            _episode.Add((state, pair, _mdp.Rewards[i]));
            state = _mdp.NextStates[i];
        }
    }
}
