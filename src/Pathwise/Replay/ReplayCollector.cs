using Pathwise.Environments;
using Pathwise.Environments.Wrappers;
using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.Replay;

/// <summary>Acts for some steps in each of n environments, which go on where they were left, and remembers every
/// step.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <remarks>
/// <para>Environments are reset here, right after the step that ends an episode: so every step is a transition, and the
/// last observation and its masks are known. A time limit bootstraps, a termination does not.</para>
/// <para>Environment i draws its actions from stream i. Allocates nothing after construction. Not thread-safe.</para>
/// </remarks>
public sealed class ReplayCollector<TAction> : ISaved where TAction : unmanaged
{
    private readonly EpisodeStatistics<TAction> _episodes;
    private readonly IVectorEnvironment<TAction> _environments;
    private readonly ReplayPlan _plan;
    private readonly IReplaySampler _sampler;
    private readonly NStepWindow<TAction>[] _windows;
    private readonly LearnedActions _learned;
    private readonly Rng[] _streams;
    private readonly float[] _observations;
    private readonly bool[] _masks, _over;
    private readonly TAction[] _actions, _taken;
    private readonly double[] _returns;                  // of the episodes that ended in the last steps
    private readonly long[] _lengths;
    private long _steps;

    /// <summary>Prepares to act.</summary>
    /// <param name="environments">n environments with <see cref="Autoreset.Disabled"/>.</param>
    /// <param name="plan">How experience is gathered.</param>
    /// <param name="sampler">Is told of every transition, and saved with them.</param>
    /// <param name="environmentSeeds">Where the environments' randomness comes from, child i for environment i.</param>
    /// <param name="actingSeeds">Where the actions' randomness comes from, child i for environment i.</param>
    /// <exception cref="BadInputException">The replay is too large, or there is no learning with such
    /// actions.</exception>
    public ReplayCollector(
        IVectorEnvironment<TAction> environments, ReplayPlan plan, IReplaySampler sampler,
        SeedSequence environmentSeeds, SeedSequence actingSeeds)
    {
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentNullException.ThrowIfNull(environmentSeeds);
        ArgumentNullException.ThrowIfNull(actingSeeds);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Steps, 1, nameof(plan));
        if (environments.Autoreset != Autoreset.Disabled)
            throw new ArgumentException(
                "Replay needs environments that wait to be reset: Autoreset.Disabled.", nameof(environments));

        (_plan, _sampler, _learned) = (plan, sampler, new(environments.ActionSpace));
        _episodes = new(environments);
        _environments = OneHotObservations<TAction>.Around(_episodes);
        var (n, actionSize) = (environments.Count, environments.ActionSpace.Size);
        var maskSize = plan.IsMasked ? environments.ActionMasks.Length / n : 0;
        Memory = new(plan.Capacity, _environments.ObservationSpace.Size, actionSize, maskSize);
        _windows = new NStepWindow<TAction>[n];
        _streams = new Rng[n];
        for (var i = 0; i < n; i++)
            (_windows[i], _streams[i]) =
                (new(Memory, sampler, plan.TransitionSteps, plan.Gamma), new(actingSeeds.Child(i)));
        (_observations, _masks) = (new float[n * Memory.ObservationSize], new bool[n * maskSize]);
        (_actions, _taken, _over) = (new TAction[n * actionSize], new TAction[n * actionSize], new bool[n]);
        (_returns, _lengths) = (new double[checked(n * plan.Steps)], new long[n * plan.Steps]);

        var seeds = new ulong[n];
        RunSeeds.Fill(environmentSeeds, seeds);
        _environments.Reset(seeds);
    }

    /// <summary>What is remembered.</summary>
    public ReplayMemory<TAction> Memory { get; }

    /// <summary>Steps of all environments together so far.</summary>
    public long Steps => _steps;

    /// <summary>Episodes that ended in the last <see cref="Collect"/>.</summary>
    public int Ended { get; private set; }

    /// <summary>Episodes that have ended.</summary>
    public long Episodes => _episodes.Episodes;

    /// <summary>Whether so many steps have been taken that learning may begin.</summary>
    public bool MayLearn => _steps > _plan.LearningStarts && Memory.Count > 0;

    /// <summary>Takes T steps in each environment.</summary>
    /// <param name="behaviour">How it acts once the random steps at the start are over.</param>
    public void Collect(IBehaviour<TAction> behaviour)
    {
        ArgumentNullException.ThrowIfNull(behaviour);
        Ended = 0;
        for (var t = 0; t < _plan.Steps; t++)
        {
            _environments.Observations.CopyTo(_observations);                                             // S_t
            if (_masks.Length > 0) _environments.ActionMasks.CopyTo(_masks);
            if (_steps < _plan.LearningStarts) _learned.Sample(_masks, _streams, _actions.AsSpan());
            else behaviour.Act(_observations, _masks, _streams, _actions);                                // A_t
            _learned.ToSpace(_actions, _taken.AsSpan());
            _environments.Step(_taken);                                                        // R_{t+1}, S_{t+1}
            _steps += _environments.Count;
            Remember(behaviour);
        }
    }

    /// <summary>Reports the return and the length of every episode that ended.</summary>
    public void Report(IMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        for (var i = 0; i < Ended; i++) metrics.Add(IMetrics.EpisodeReturn, _returns[i]);
        for (var i = 0; i < Ended; i++) metrics.Add(IMetrics.EpisodeLength, _lengths[i]);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        SaveProgress(writer);
        Memory.Save(writer.Part("memory"));
        _sampler.Save(writer.Part("sampler"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        LoadProgress(reader);
        Memory.Load(reader.Part("memory"));
        _sampler.Load(reader.Part("sampler"));
    }

    /// <summary>Writes everything but what is remembered: enough to know how far it has come.</summary>
    public void SaveProgress(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _environments.Save(writer.Part("environments"));
        writer.Write<long>("steps", [_steps]);
        for (var i = 0; i < _streams.Length; i++)
        {
            _streams[i].Save(writer, $"acting{i}");
            _windows[i].Save(writer.Part($"window{i}"));
        }
    }

    /// <summary>Restores what <see cref="SaveProgress"/> wrote; nothing more can be learned from it.</summary>
    public void LoadProgress(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _environments.Load(reader.Part("environments"));
        reader.Read("steps", new Span<long>(ref _steps));
        for (var i = 0; i < _streams.Length; i++)
        {
            _streams[i] = Rng.Load(reader, $"acting{i}");
            _windows[i].Load(reader.Part($"window{i}"));
        }
    }

    /// <summary>Remembers the step of each environment, and begins anew where an episode has ended.</summary>
    private void Remember(IBehaviour<TAction> behaviour)
    {
        var next = _environments.Observations;
        var masks = _masks.Length > 0 ? _environments.ActionMasks : default;
        var (n, size, choices) = (_environments.Count, Memory.ObservationSize, masks.Length / _environments.Count);
        for (var i = 0; i < n; i++)
        {
            var (terminated, truncated) = (_episodes.Terminated[i], _episodes.Truncated[i]);
            _windows[i].Add(
                _observations.AsSpan(i * size, size), _actions.AsSpan(i * Memory.ActionSize, Memory.ActionSize),
                _episodes.Rewards[i], next.Slice(i * size, size), terminated, truncated,
                masks.Slice(i * choices, choices));
            _over[i] = terminated || truncated;
            if (!_over[i]) continue;
            (_returns[Ended], _lengths[Ended++]) = (_episodes.Returns[i], _episodes.Lengths[i]);
            behaviour.Ended(i);
        }

        if (_over.AsSpan().Contains(true)) _environments.Reset(_over);
    }
}
