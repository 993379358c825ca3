using Pathwise.Environments;
using Pathwise.Environments.Wrappers;
using Pathwise.Experiments;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>Runs a policy for T steps in each of n environments, which go on where the last rollout left
/// them.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <remarks>
/// <para>The environments reset in the step that ends an episode, so that every step is a transition, and the last
/// observation of an episode that was cut is known: a time limit bootstraps, a termination does not.</para>
/// <para>Environment i draws its actions from stream i. Allocates nothing after construction. Not thread-safe.</para>
/// </remarks>
public sealed class RolloutCollector<TAction> : ISaved where TAction : unmanaged
{
    private readonly EpisodeStatistics<TAction> _episodes;
    private readonly NormalizedObservations<TAction>? _normalized;
    private readonly IVectorEnvironment<TAction> _environments;
    private readonly ActionBounds _bounds;
    private readonly Rng[] _streams;
    private readonly TAction[] _actions;
    private readonly double[] _returns;                  // of the episodes that ended in the rollout
    private readonly long[] _lengths;
    private int _ended;

    /// <summary>Prepares to run a policy.</summary>
    /// <param name="environments">n environments with <see cref="Autoreset.SameStep"/>.</param>
    /// <param name="steps">T, ≥ 1.</param>
    /// <param name="normalization">What is done to observations and rewards before anybody learns from them.</param>
    /// <param name="environmentSeeds">Where the environments' randomness comes from, child i for environment i.</param>
    /// <param name="actingSeeds">Where the actions' randomness comes from, child i for environment i.</param>
    /// <param name="isMasked">Whether only choices are taken that the environments say there are.</param>
    public RolloutCollector(
        IVectorEnvironment<TAction> environments, int steps, RolloutNormalization normalization,
        SeedSequence environmentSeeds, SeedSequence actingSeeds, bool isMasked = false)
    {
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(environmentSeeds);
        ArgumentNullException.ThrowIfNull(actingSeeds);
        if (environments.Autoreset != Autoreset.SameStep)
            throw new ArgumentException(
                "A rollout needs environments that reset in the step that ends an episode: Autoreset.SameStep.",
                nameof(environments));

        _episodes = new(environments);
        _environments = OneHotObservations<TAction>.Around(_episodes);
        if (normalization.Observations)
            _environments = _normalized = new(_environments, RolloutNormalization.Clip);
        if (normalization.Rewards)
            _environments = new NormalizedRewards<TAction>(
                _environments, normalization.Gamma, RolloutNormalization.Clip, byEpisode: true);

        _bounds = new(environments.ActionSpace);
        var n = environments.Count;
        _streams = new Rng[n];
        for (var i = 0; i < n; i++) _streams[i] = new(actingSeeds.Child(i));
        _actions = new TAction[n * environments.ActionSpace.Size];
        var maskSize = isMasked ? environments.ActionMasks.Length / n : 0;
        Rollout = new(n, steps, _environments.ObservationSpace.Size, environments.ActionSpace.Size, maskSize);
        (_returns, _lengths) = (new double[Rollout.Rows], new long[Rollout.Rows]);

        var seeds = new ulong[n];
        RunSeeds.Fill(environmentSeeds, seeds);
        _environments.Reset(seeds);
    }

    /// <summary>What was collected last; every call collects into the same.</summary>
    public Rollout<TAction> Rollout { get; }

    /// <summary>Episodes that ended in the last rollout.</summary>
    public int Ended => _ended;

    /// <summary>Where what is seen now is the first of an episode that followed another, [n].</summary>
    public ReadOnlySpan<bool> Starts => _episodes.Ended;

    /// <summary>What observations are normalised with, or null if they are not.</summary>
    public RunningMoments? ObservationMoments => _normalized?.Moments;

    /// <summary>Takes T steps in each environment.</summary>
    /// <param name="policy">π, or how it explores; it acts as it stands.</param>
    /// <returns>The rollout, not judged yet.</returns>
    public Rollout<TAction> Collect(IExploration<TAction> policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Rollout.Clear();
        _ended = 0;
        policy.Begin(_streams);
        for (var t = 0; t < Rollout.Steps; t++)
        {
            var rows = Rollout.Step(t);
            var states = Rollout.StatesOf(rows);
            var actions = Rollout.ActionsOf(rows);
            Starts.CopyTo(rows.Of(Rollout.Starts.AsSpan()));
            _environments.Observations.CopyTo(states);                                           // S_t
            var masks = Rollout.MasksOf(rows);
            if (!masks.IsEmpty) _environments.ActionMasks.CopyTo(masks);
            var logs = rows.Of(Rollout.LogProbabilities.AsSpan());
            policy.Act(states, masks, _streams, actions, logs);                                  // A_t ~ π(·|S_t,θ)
            actions.CopyTo(_actions);
            _bounds.Clip(_actions.AsSpan());
            _environments.Step(_actions);                                                        // R_{t+1}, S_{t+1}
            _environments.Rewards.CopyTo(rows.Of(Rollout.Rewards.AsSpan()));
            Follow(rows, isLast: t == Rollout.Steps - 1);
        }

        return Rollout;
    }

    /// <summary>Reports the return and the length of every episode that ended.</summary>
    public void Report(IMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        for (var i = 0; i < _ended; i++) metrics.Add(IMetrics.EpisodeReturn, _returns[i]);
        for (var i = 0; i < _ended; i++) metrics.Add(IMetrics.EpisodeLength, _lengths[i]);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _environments.Save(writer.Part("environments"));
        for (var i = 0; i < _streams.Length; i++) _streams[i].Save(writer, $"acting{i}");
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _environments.Load(reader.Part("environments"));
        for (var i = 0; i < _streams.Length; i++) _streams[i] = Rng.Load(reader, $"acting{i}");
    }

    /// <summary>Notes how each environment's step ended.</summary>
    private void Follow(RowRange rows, bool isLast)
    {
        var terminated = _episodes.Terminated;
        var truncated = _episodes.Truncated;
        var next = _environments.Observations;
        var final = _environments.FinalObservations;
        var width = _environments.ObservationSpace.Size;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows.First + i;
            if (terminated[i]) Rollout.Terminates(row);
            else if (truncated[i]) Rollout.IsCut(row, final.Slice(i * width, width));
            else if (isLast) Rollout.IsCut(row, next.Slice(i * width, width));
            else Rollout.GoesOn(row);

            if (_episodes.Ended[i])
                (_returns[_ended], _lengths[_ended++]) = (_episodes.Returns[i], _episodes.Lengths[i]);
        }
    }
}
