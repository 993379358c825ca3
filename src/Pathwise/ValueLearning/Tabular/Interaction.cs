using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>One environment as an agent with a table meets it: states and actions are numbers.</summary>
/// <remarks>
/// <para>A stretch of experience ends with the episode, or after <see cref="MostSteps"/> steps: an episode that is
/// longer, or never ends, goes on in the next stretch.</para>
/// <para>Allocates nothing after construction. Not thread-safe.</para>
/// </remarks>
public sealed class Interaction : ISaved
{
    /// <summary>Steps after which a stretch ends, although its episode does not.</summary>
    public const int MostSteps = 1000;

    private readonly IEnvironment<int> _environment;
    private readonly FiniteStates _states;
    private readonly float[] _observation;
    private readonly int[] _action = new int[1];
    private readonly ulong _seed;
    private int _state, _left, _length;
    private double _return, _endedReturn;
    private int _endedLength;
    private bool _isOpen;

    /// <inheritdoc cref="Interaction"/>
    /// <param name="environment">Where; it belongs to the interaction from then on.</param>
    /// <param name="seed">Where its randomness comes from.</param>
    /// <param name="stateActions">The actions there are in each state; null for all in every state.</param>
    /// <exception cref="BadInputException">Its observations are not finite in number, or its actions are no
    /// choices.</exception>
    public Interaction(IEnvironment environment, ulong seed, StateActions? stateActions = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment is not IEnvironment<int> { ActionSpace: Discrete actions } choices)
            throw new BadInputException(
                $"A table needs actions that are choices, and those of {environment.Spec.Id} are in "
                + $"{environment.ActionSpace}.");
        (_environment, _states, _seed) = (choices, FiniteStates.Of(environment.ObservationSpace), seed);
        StateActions = stateActions ?? StateActions.All(_states.Count, actions);
        if (StateActions.States != _states.Count)
            throw new ArgumentException(
                $"{environment.Spec.Id} has {_states.Count} states, but the actions are those of "
                + $"{StateActions.States}.", nameof(stateActions));
        _observation = new float[environment.ObservationSpace.Size];
    }

    /// <summary>A new environment of an entry, with the stream that a run's seeds have for it. Where a decision process
    /// is behind it, each state has the process's actions.</summary>
    /// <param name="environment">Which.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <exception cref="BadInputException">Its observations are not finite in number, or its actions are no
    /// choices.</exception>
    public static Interaction In(EnvironmentEntry environment, SeedSequence seeds)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var seed = new ulong[1];
        RunSeeds.Fill(RunSeeds.Environments(seeds), seed);
        var isTold = environment is { Process: { } process, ObservationSpace: Discrete { Start: 0 } states }
            && states.Count == process.States;
        return new(environment.Make(), seed[0], isTold ? StateActions.Of(environment.Process!) : null);
    }

    /// <summary>The actions there are in each state.</summary>
    public StateActions StateActions { get; }

    /// <summary>S, where the episode stands.</summary>
    public int State => _state;

    /// <summary>Steps taken so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Episodes that have ended.</summary>
    public long Episodes { get; private set; }

    /// <summary>Whether an episode is under way.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Whether the stretch may take another step.</summary>
    public bool GoesOn => _isOpen && _left > 0;

    /// <summary>Begins a stretch, and with it an episode unless one is under way.</summary>
    /// <returns>Whether an episode begins: S is its first state.</returns>
    public bool Begin()
    {
        (_left, _endedLength) = (MostSteps, 0);
        if (_isOpen) return false;
        _environment.Reset(_observation, Steps == 0 && Episodes == 0 ? _seed : null);
        (_state, _isOpen, _return, _length) = (_states.NumberOf(_observation), true, 0, 0);
        return true;
    }

    /// <summary>Takes an action in S, which becomes S′.</summary>
    /// <param name="pair">(S, A).</param>
    public Experience Take(int pair)
    {
        var s = _state;
        _action[0] = StateActions.Labels[pair];
        var step = _environment.Step(_action, _observation);
        _state = _states.NumberOf(_observation);
        Steps++;
        _left--;
        _length++;
        _return += step.Reward;
        if (step.EndsEpisode) End();
        return new(s, pair, step.Reward, _state, step.Terminated, step.Truncated && !step.Terminated);
    }

    /// <summary>Reports the return and the length of the episode that ended in this stretch, if one did.</summary>
    public void Report(IMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        if (_endedLength == 0) return;
        metrics.Add(IMetrics.EpisodeReturn, _endedReturn);
        metrics.Add(IMetrics.EpisodeLength, _endedLength);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _environment.Save(writer.Part("environment"));
        writer.Write<long>("counters", [Steps, Episodes, _state, _length, _isOpen ? 1 : 0]);
        writer.Write<double>("return", [_return]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _environment.Load(reader.Part("environment"));
        Span<long> counters = stackalloc long[5];
        reader.Read("counters", counters);
        if ((ulong)counters[2] >= (ulong)StateActions.States)
            throw new BadInputException("The checkpoint's 'counters' name a state that there is not; it was altered.");
        (Steps, Episodes, _state, _length) = (counters[0], counters[1], (int)counters[2], (int)counters[3]);
        _isOpen = counters[4] != 0;
        reader.Read("return", new Span<double>(ref _return));
    }

    private void End()
    {
        (_isOpen, _endedReturn, _endedLength) = (false, _return, _length);
        Episodes++;
    }
}
