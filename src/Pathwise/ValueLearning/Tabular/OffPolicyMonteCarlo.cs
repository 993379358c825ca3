using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Off-policy Monte-Carlo control: an ε-greedy policy acts, the greedy one is learned, by weighted importance
/// sampling.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §5.7, boxed algorithm, p. 111. The greedy policy takes the first of several
/// best actions, so that it changes only where values do.</para>
/// <para>Learns only from the end of an episode, as far back as all actions were greedy ones. Where an episode is cut,
/// the greedy value of the state reached counts as the return from there. Needs episodes that end.</para>
/// </remarks>
public sealed class OffPolicyMonteCarlo : TabularControl
{
    private const double MostWeight = 1e100;      // an episode this unlikely is learned from no further back

    private readonly double[] _weights;           // C(s, a)
    private readonly EpisodeRecord _episode;

    /// <summary>Prepares to learn.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    public OffPolicyMonteCarlo(
        Interaction world, OffPolicyMonteCarloOptions options, SeedSequence seeds, long horizon = 1)
        : base(world, OffPolicyMonteCarloOptions.Settings.Validated(options), Schedule.Constant(1), seeds, horizon) =>
        (_weights, _episode) = (new double[Q.StateActions.Pairs], new(Q.StateActions.Pairs));

    /// <inheritdoc/>
    private protected override void LearnEpisode()
    {
        var (epsilon, g) = (Epsilon, 0.0);
        if (World.Begin()) _episode.Clear();
        while (World.GoesOn)                                              // generate an episode using b: S₀, A₀, R₁, …, R_T
        {
            var a = Choose(World.State, epsilon);
            var chance = Q.Probability(World.State, a, epsilon);
            var e = World.Take(a);
            _episode.Add(a, e.Reward, chance);
            if (e.Truncated) g = Q.Max(e.Next);                           // G ← 0, or what the state reached is worth
        }

        if (World.IsOpen) return;
        var w = 1.0;                                                      // W ← 1
        for (var t = _episode.Length - 1; t >= 0; t--)                    // loop for t = T − 1, T − 2, …, 0:
        {
            var pair = _episode.Entries[t];
            g = (Gamma * g) + _episode.Rewards[t];                        //   G ← γG + R_{t+1}
            _weights[pair] += w;                                          //   C(S_t,A_t) ← C(S_t,A_t) + W
            var error = g - Q[pair];
            if (!IsGood(error)) return;
            Q[pair] += w / _weights[pair] * error;                        //   Q(S_t,A_t) ← Q(S_t,A_t) + W/C(S_t,A_t) [G − Q(S_t,A_t)]
            if (Q.FirstGreedy(Q.StateActions.StateOf(pair)) != pair) break; // π(S_t) ← argmax_a Q(S_t,a); if A_t ≠ π(S_t), next episode
            w /= _episode.Chances[t];                                     //   W ← W / b(A_t|S_t)
            if (w > MostWeight) break;
        }
    }

    /// <inheritdoc/>
    private protected override void SaveParts(IStateWriter writer)
    {
        base.SaveParts(writer);
        _episode.Save(writer.Part("episode"));
        writer.Write<double>("weights", _weights);
    }

    /// <inheritdoc/>
    private protected override void LoadParts(IStateReader reader)
    {
        base.LoadParts(reader);
        _episode.Load(reader.Part("episode"));
        reader.Read<double>("weights", _weights);
    }
}
