using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>The offline λ-return algorithm, TD(λ) seen forward: at the end of an episode each state learns from a
/// mean of all its n-step returns.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §12.1, eqs. (12.2) to (12.4):
/// <c>G^λ_t = R_{t+1} + γ [(1 − λ) V(S_{t+1}) + λ G^λ_{t+1}]</c>, with the values that stood when the episode
/// began.</para>
/// <para>The reference for <see cref="TemporalDifferenceLambda"/>. Where an episode is cut at T, V(S_T) counts as the
/// return from there. Needs episodes that end.</para>
/// </remarks>
public sealed class LambdaReturn : TabularPrediction
{
    private readonly double _lambda;
    private readonly EpisodeRecord _episode;
    private readonly double[] _changes;

    /// <summary>Prepares to learn.</summary>
    /// <param name="world">Where it learns.</param>
    /// <param name="policy">π.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <param name="horizon">The steps over which schedules run.</param>
    public LambdaReturn(
        Interaction world, FixedPolicy policy, LambdaReturnOptions options, SeedSequence seeds, long horizon = 1)
        : base(world, policy, LambdaReturnOptions.Settings.Validated(options), seeds, horizon) =>
        (_lambda, _episode, _changes) = (options.Lambda, new(Values.Length), new double[Values.Length]);

    /// <inheritdoc/>
    private protected override void LearnEpisode()
    {
        if (World.Begin()) _episode.Clear();
        var (gLambda, vNext) = (0.0, 0.0);
        while (World.GoesOn)                                      // generate an episode following π: S₀, A₀, R₁, …, R_T
        {
            var e = World.Take(Choose(World.State));
            _episode.Add(e.State, e.Reward);
            if (e.Truncated) gLambda = vNext = Values[e.Next];
        }

        if (World.IsOpen) return;
        for (var t = _episode.Length - 1; t >= 0; t--)            // for t = T − 1, …, 0:
        {
            var s = _episode.Entries[t];
            gLambda = _episode.Rewards[t]                         //   G^λ ← R_{t+1} + γ[(1 − λ) V(S_{t+1}) + λ G^λ]
                + (Gamma * (((1 - _lambda) * vNext) + (_lambda * gLambda)));
            vNext = Values[s];
            var error = gLambda - vNext;
            if (IsGood(error)) _changes[s] += StepSizeOf(s) * error; // ΔV(S_t) ← ΔV(S_t) + α[G^λ_t − V(S_t)]
        }

        for (var s = 0; s < _changes.Length; s++) Values[s] += _changes[s];
        Array.Clear(_changes);
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
