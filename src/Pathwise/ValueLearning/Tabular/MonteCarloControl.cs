using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Monte-Carlo control: the values are means of returns, and the policy follows the values.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §5.4, on-policy first-visit control for ε-soft policies, boxed algorithm,
/// p. 101; with <see cref="MonteCarloControlOptions.ExploringStarts"/> and ε = 0, Monte Carlo ES, p. 99: the first
/// state is the environment's choice, the first action is any.</para>
/// <para>Returns are computed from the end, and learned from in the order of time. Where an episode is cut, the value
/// that its policy has in the state reached counts as the return from there. Needs episodes that end.</para>
/// </remarks>
public sealed class MonteCarloControl : TabularControl
{
    private readonly MonteCarloControlOptions _options;
    private readonly EpisodeRecord _episode;

    /// <summary>Prepares to learn.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    public MonteCarloControl(Interaction world, MonteCarloControlOptions options, SeedSequence seeds, long horizon = 1)
        : base(world, MonteCarloControlOptions.Settings.Validated(options),
            options.SampleAverage ? null : options.StepSize, seeds, horizon) =>
        (_options, _episode) = (options, new(Q.StateActions.Pairs));

    /// <inheritdoc/>
    private protected override void LearnEpisode()
    {
        var (epsilon, last) = (Epsilon, 0.0);
        if (World.Begin()) _episode.Clear();
        while (World.GoesOn)                                              // generate an episode following π: S₀, A₀, R₁, …, R_T
        {
            var isExploring = _options.ExploringStarts && _episode.Length == 0;
            var e = World.Take(isExploring ? Q.Any(World.State, ref Acting) : Choose(World.State, epsilon));
            _episode.Add(e.Pair, e.Reward);
            if (e.Truncated) last = Q.Expected(e.Next, epsilon);
        }

        if (World.IsOpen) return;
        var returns = _episode.Returns(Gamma, last);                      // for t = T − 1, …, 0: G ← γG + R_{t+1}
        _episode.BeginVisits();
        for (var t = 0; t < returns.Length; t++)
        {
            var pair = _episode.Entries[t];
            if (_options.EveryVisit || _episode.IsFirstVisit(pair))       // unless (S_t,A_t) is among those before:
                Move(pair, returns[t]);                                   //   Q(S_t,A_t) ← average(Returns(S_t,A_t)); π follows from Q
        }
    }

    /// <inheritdoc/>
    private protected override void SaveParts(IStateWriter writer)
    {
        base.SaveParts(writer);
        _episode.Save(writer.Part("episode"));
    }

    /// <inheritdoc/>
    private protected override void LoadParts(IStateReader reader)
    {
        base.LoadParts(reader);
        _episode.Load(reader.Part("episode"));
    }
}
