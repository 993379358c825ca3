using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Monte-Carlo prediction: v_π as the mean of the returns that followed a state.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §5.1, boxed algorithm, p. 92; with a constant α, eq. (6.1).</para>
/// <para>Returns are computed from the end, and learned from in the order of time. Where an episode is cut, the value
/// of the state reached counts as the return from there. Needs episodes that end.</para>
/// </remarks>
public sealed class MonteCarloPrediction : TabularPrediction
{
    private readonly bool _everyVisit;
    private readonly EpisodeRecord _episode;

    /// <summary>Prepares to learn.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="policy">π.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    public MonteCarloPrediction(
        Interaction world, FixedPolicy policy, MonteCarloPredictionOptions options, SeedSequence seeds,
        long horizon = 1)
        : base(world, policy, MonteCarloPredictionOptions.Settings.Validated(options), seeds, horizon) =>
        (_everyVisit, _episode) = (options.EveryVisit, new(Values.Length));

    /// <inheritdoc/>
    private protected override void LearnEpisode()
    {
        var last = 0.0;
        if (World.Begin()) _episode.Clear();
        while (World.GoesOn)                                      // generate an episode following π: S₀, A₀, R₁, …, R_T
        {
            var e = World.Take(Choose(World.State));
            _episode.Add(e.State, e.Reward);
            if (e.Truncated) last = Values[e.Next];
        }

        if (World.IsOpen) return;
        var returns = _episode.Returns(Gamma, last);              // for t = T − 1, …, 0: G ← γG + R_{t+1}
        _episode.BeginVisits();
        for (var t = 0; t < returns.Length; t++)
        {
            var s = _episode.Entries[t];
            if (_everyVisit || _episode.IsFirstVisit(s))          // unless S_t is among S₀, …, S_{t−1}:
                Move(s, returns[t]);                              //   V(S_t) ← average(Returns(S_t))
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
