using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Environments.Wrappers;
using Pathwise.Experiments;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>Generates whole episodes with a policy: <c>S₀, A₀, R₁, …, S_{T−1}, A_{T−1}, R_T ~ π(·|·,θ)</c>.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <remarks>
/// <para>One episode in each environment, all in step; who is done waits for the others. So every batch has exactly one
/// episode of each environment, long or short: taking the first n to end would favour the short ones.</para>
/// <para>Environment i draws its actions from stream i. Allocates nothing once the longest batch has been seen.</para>
/// </remarks>
public sealed class EpisodeGenerator<TAction> : ISaved where TAction : unmanaged
{
    private readonly IVectorEnvironment<TAction> _environments;
    private readonly ActionBounds _bounds;
    private readonly Rng[] _streams;
    private readonly int[] _active;
    private readonly TAction[] _actions;

    /// <summary>Prepares to generate episodes.</summary>
    /// <param name="environments">n environments that do not reset themselves.</param>
    /// <param name="environmentSeeds">Where the environments' randomness comes from, child i for environment i.</param>
    /// <param name="actingSeeds">Where the actions' randomness comes from, child i for environment i.</param>
    public EpisodeGenerator(
        IVectorEnvironment<TAction> environments, SeedSequence environmentSeeds, SeedSequence actingSeeds)
    {
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(environmentSeeds);
        ArgumentNullException.ThrowIfNull(actingSeeds);
        if (environments.Autoreset != Autoreset.Disabled)
            throw new ArgumentException(
                "Whole episodes need environments that do not reset themselves: Autoreset.Disabled.",
                nameof(environments));

        (_environments, _bounds) = (environments, new(environments.ActionSpace));
        var n = environments.Count;
        _streams = new Rng[n];
        for (var i = 0; i < n; i++) _streams[i] = new(actingSeeds.Child(i));
        _active = new int[n];
        _actions = new TAction[n * environments.ActionSpace.Size];
        Batch = new(n, environments.ObservationSpace.Size, environments.ActionSpace.Size);

        var seeds = new ulong[n];
        RunSeeds.Fill(environmentSeeds, seeds);
        environments.Reset(seeds);
    }

    /// <summary>n, the episodes of a batch.</summary>
    public int Count => _environments.Count;

    /// <summary>What observations are normalised with, or null if they are not.</summary>
    public RunningMoments? ObservationMoments => (_environments as NormalizedObservations<TAction>)?.Moments;

    /// <summary>The episodes that were generated last.</summary>
    public EpisodeBatch<TAction> Batch { get; }

    /// <summary>Plays one episode in each environment.</summary>
    /// <param name="policy">π, which acts as it stands.</param>
    /// <returns>The batch; it is overwritten by the next one.</returns>
    public EpisodeBatch<TAction> Generate<TDistribution>(Policy<TAction, TDistribution> policy)
        where TDistribution : struct, IDistribution<TAction>
    {
        Batch.Clear();
        _environments.Reset();
        for (var i = 0; i < _active.Length; i++) _active[i] = i;

        var size = policy.ActionSize;
        var active = _active.AsSpan();
        for (var t = 0; !active.IsEmpty; t++)
        {
            var rows = Batch.Append(_environments.Observations, active, t);                  // S_t
            var actions = Batch.ActionsOf(rows);
            policy.Act(Batch.StatesOf(rows), active, _streams, actions);                     // A_t ~ π(·|S_t,θ)
            for (var i = 0; i < active.Length; i++)
                actions.Slice(i * size, size).CopyTo(_actions.AsSpan(active[i] * size));

            _bounds.Clip(_actions.AsSpan());
            _environments.Step(_actions);                                                    // R_{t+1}, S_{t+1}
            var rewards = _environments.Rewards;
            for (var i = 0; i < active.Length; i++) Batch.Reward(rows.First + i, rewards[active[i]]);
            active = active[..KeepActive(active)];
        }

        return Batch;
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

    /// <summary>Moves the episodes that go on to the front, in order, and notes how the others ended.</summary>
    /// <returns>How many go on.</returns>
    private int KeepActive(Span<int> active)
    {
        var terminated = _environments.Terminated;
        var truncated = _environments.Truncated;
        var width = _environments.ObservationSpace.Size;
        var kept = 0;
        foreach (var i in active)
        {
            if (!terminated[i] && !truncated[i])
            {
                active[kept++] = i;
                continue;
            }

            Batch.WasTerminated[i] = terminated[i];
            _environments.Observations.Slice(i * width, width).CopyTo(Batch.FinalStates.AsSpan(i * width));
        }

        return kept;
    }
}
