using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.Environments;

/// <summary>Many environments of the same rules that step together: arrays of states, one random stream each.</summary>
/// <typeparam name="TDynamics">The rules; a struct is compiled into the loop.</typeparam>
/// <typeparam name="TState">What they move.</typeparam>
/// <typeparam name="TAction">What an action's components are: <see cref="int"/> or <see cref="float"/>.</typeparam>
/// <remarks>
/// <para>Environment i gives, from seed s + i, the very numbers that a
/// <see cref="Simulation{TDynamics, TState, TAction}"/> gives from that seed. Without a seed,
/// the first reset behaves as one with seed 0.</para>
/// <para>Numbers that are not finite are refused by name (environment, step, component) before anyone sees them.
/// Allocates nothing after construction. Not thread-safe.</para>
/// </remarks>
public sealed class SimulationBatch<TDynamics, TState, TAction> : IVectorEnvironment<TAction>
    where TDynamics : IDynamics<TState, TAction>
    where TState : unmanaged
    where TAction : unmanaged
{
    private readonly long _limit;
    private readonly int _observationSize, _actionSize;
    private readonly TState[] _states;
    private readonly Rng[] _rngs;
    private readonly long[] _steps;
    private readonly float[] _observations, _finalObservations;
    private readonly double[] _rewards;
    private readonly bool[] _terminated, _truncated;
    private TDynamics _dynamics;    // never reassigned; a readonly struct field of an open type would be copied at every call
    private readonly IMaskedDynamics<TState>? _masked;          // the same rules, where they know of masks
    private readonly bool[] _masks;
    private bool _started;

    /// <inheritdoc cref="SimulationBatch{TDynamics, TState, TAction}"/>
    /// <param name="dynamics">The rules.</param>
    /// <param name="count">n, ≥ 1.</param>
    /// <param name="spec">Name and time limit; null for the rules' type name and none.</param>
    /// <param name="autoreset">What happens when an episode ends.</param>
    public SimulationBatch(
        TDynamics dynamics, int count, EnvironmentSpec? spec = null, Autoreset autoreset = Autoreset.NextStep)
    {
        ArgumentNullException.ThrowIfNull(dynamics);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _dynamics = dynamics;
        (Count, Autoreset, Spec) = (count, autoreset, spec ?? new(typeof(TDynamics).Name));
        (ObservationSpace, ActionSpace) = (dynamics.ObservationSpace, dynamics.ActionSpace);
        (_observationSize, _actionSize) = (ObservationSpace.Size, ActionSpace.Size);
        _limit = Spec.MaxEpisodeSteps ?? long.MaxValue;

        _states = new TState[count];
        _rngs = new Rng[count];
        _steps = new long[count];
        _observations = new float[count * _observationSize];
        _finalObservations = autoreset == Autoreset.SameStep ? new float[count * _observationSize] : [];
        _rewards = new double[count];
        (_terminated, _truncated) = (new bool[count], new bool[count]);
        _masked = dynamics as IMaskedDynamics<TState>;
        _masks = _masked is null ? [] : new bool[count * ((Discrete)ActionSpace).Count];
        Seed(0);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public Space ObservationSpace { get; }

    /// <inheritdoc/>
    public Space ActionSpace { get; }

    /// <inheritdoc/>
    public Autoreset Autoreset { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observations => _observations;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Rewards => _rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Terminated => _terminated;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Truncated => _truncated;

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => _finalObservations;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> ActionMasks => _masks;

    /// <summary>The states, [n]; what is set here is where the next step starts from.
    /// Observations follow at that step.</summary>
    public Span<TState> States => _states;

    /// <inheritdoc/>
    public void Reset(ulong seed)
    {
        Seed(seed);
        Reset();
    }

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<ulong> seeds)
    {
        if (seeds.Length != Count)
            throw new ArgumentException($"{Count} environments need {Count} seeds; got {seeds.Length}.", nameof(seeds));
        for (var i = 0; i < Count; i++)
            _rngs[i] = new(seeds[i]);
        Reset();
    }

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<bool> mask = default)
    {
        if (!mask.IsEmpty && mask.Length != Count)
            throw new ArgumentException(
                $"A mask for {Count} environments has {Count} entries; got {mask.Length}.", nameof(mask));
        if (!_started && mask.Contains(false))
            throw new InvalidOperationException(
                $"{Spec.Id} has not been started: the first Reset must be of all environments.");

        for (var i = 0; i < Count; i++)
            if (mask.IsEmpty || mask[i])
                Begin(i);
        _started = true;
        PassiveChecks.Numbers(Spec.Id, _observations, _rewards, _steps);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There was no reset.</exception>
    /// <exception cref="ArgumentException">An action is none of the environment's.</exception>
    /// <exception cref="BadInputException">The rules gave a number that is not finite.</exception>
    public void Step(ReadOnlySpan<TAction> actions)
    {
        if (!_started)
            throw new InvalidOperationException($"{Spec.Id} has not been started: call Reset before Step.");
        PassiveChecks.Actions(Spec.Id, ActionSpace, actions, Count);

        switch (Autoreset)
        {
            case Autoreset.NextStep:
                for (var i = 0; i < Count; i++)
                    if (_terminated[i] | _truncated[i]) Begin(i);
                    else Advance(i, actions);
                break;

            case Autoreset.SameStep:
                for (var i = 0; i < Count; i++)
                {
                    Advance(i, actions);
                    if (_terminated[i] | _truncated[i]) Restart(i);
                }

                break;

            default:
                for (var i = 0; i < Count; i++)
                    if (_terminated[i] | _truncated[i]) _rewards[i] = 0;
                    else Advance(i, actions);
                break;
        }

        PassiveChecks.Numbers(Spec.Id, _observations, _rewards, _steps);
    }

    /// <inheritdoc/>
    public void Draw(int index, ICanvas canvas) => _dynamics.Draw(in _states[index], canvas);

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<byte>("states", MemoryMarshal.AsBytes(_states.AsSpan()));
        var streams = new ulong[Count * Rng.StateLength];
        for (var i = 0; i < Count; i++)
            _rngs[i].CopyStateTo(streams.AsSpan(i * Rng.StateLength, Rng.StateLength));
        writer.Write<ulong>("streams", streams);
        writer.Write<long>("steps", _steps);
        writer.Write<float>("observations", _observations);
        writer.Write<float>("finalObservations", _finalObservations);
        writer.Write<double>("rewards", _rewards);
        writer.Write<bool>("terminated", _terminated);
        writer.Write<bool>("truncated", _truncated);
        writer.Write<bool>("started", [_started]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read<byte>("states", MemoryMarshal.AsBytes(_states.AsSpan()));
        LoadStreams(reader);
        reader.Read<long>("steps", _steps);
        reader.Read<float>("observations", _observations);
        reader.Read<float>("finalObservations", _finalObservations);
        reader.Read<double>("rewards", _rewards);
        reader.Read<bool>("terminated", _terminated);
        reader.Read<bool>("truncated", _truncated);
        reader.Read("started", new Span<bool>(ref _started));
        for (var i = 0; i < Count; i++) Mask(i, isOver: _terminated[i] && Autoreset != Autoreset.SameStep);
    }

    private void Seed(ulong seed)
    {
        for (var i = 0; i < Count; i++)
            _rngs[i] = new(unchecked(seed + (ulong)i));
    }

    private void LoadStreams(IStateReader reader)
    {
        var streams = new ulong[Count * Rng.StateLength];
        reader.Read<ulong>("streams", streams);
        try
        {
            for (var i = 0; i < Count; i++)
                _rngs[i] = Rng.FromState(streams.AsSpan(i * Rng.StateLength, Rng.StateLength));
        }
        catch (ArgumentException cause)
        {
            throw new BadInputException(
                "The checkpoint's 'streams' are not the states of random streams; it was altered.", cause);
        }
    }

    /// <summary>One step of environment i, into its rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Advance(int i, ReadOnlySpan<TAction> actions)
    {
        ref var state = ref _states[i];
        var step = _dynamics.Advance(ref state, actions.Slice(i * _actionSize, _actionSize), ref _rngs[i]);
        _dynamics.Observe(in state, _observations.AsSpan(i * _observationSize, _observationSize));
        _rewards[i] = step.Reward;
        _terminated[i] = step.Terminated;
        _truncated[i] = step.Truncated | ++_steps[i] >= _limit;
        if (_masked is not null) Mask(i, isOver: step.Terminated);
    }

    /// <summary>A new episode of environment i; no transition, so no reward and no end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]                  // rare, so that the loop over steps stays small
    private void Begin(int i)
    {
        (_steps[i], _rewards[i], _terminated[i], _truncated[i]) = (0, 0, false, false);
        Observe(i, _states[i] = _dynamics.Reset(ref _rngs[i]));
    }

    /// <summary>Keeps the last observation of environment i and begins anew;
    /// reward and flags stay the last step's.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Restart(int i)
    {
        var rows = new Range(i * _observationSize, (i + 1) * _observationSize);
        _observations.AsSpan(rows).CopyTo(_finalObservations.AsSpan(rows));
        PassiveChecks.LastObservation(Spec.Id, _finalObservations.AsSpan(rows), i, Count, _steps[i]);
        _steps[i] = 0;
        Observe(i, _states[i] = _dynamics.Reset(ref _rngs[i]));
    }

    private void Observe(int i, in TState state)
    {
        _dynamics.Observe(in state, _observations.AsSpan(i * _observationSize, _observationSize));
        Mask(i, isOver: false);
    }

    /// <summary>Asks which choices environment i has now; all of them where its episode is over.</summary>
    private void Mask(int i, bool isOver)
    {
        if (_masked is null) return;
        var choices = _masks.Length / Count;
        var allowed = _masks.AsSpan(i * choices, choices);
        if (isOver)
        {
            allowed.Fill(true);
            return;
        }

        _masked.Allow(in _states[i], allowed);
        if (!allowed.Contains(true))
            throw new BadInputException(
                $"{Spec.Id} allows no action in step {_steps[i] + 1} of environment {i}; it must allow at least one.");
    }
}
