using System.Runtime.InteropServices;
using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.Environments;

/// <summary>One environment in progress, made of its rules: it holds the state,
/// the random stream and the time limit.</summary>
/// <typeparam name="TDynamics">The rules.</typeparam>
/// <typeparam name="TState">What they move.</typeparam>
/// <typeparam name="TAction">What an action's components are: <see cref="int"/> or <see cref="float"/>.</typeparam>
/// <remarks>
/// <para>Gymnasium's environment with its order enforcement, passive checker and time limit: stepping is refused before
/// the first reset and after an episode's end, and numbers that are not finite are refused by name.</para>
/// <para>A first reset without a seed behaves as one with seed 0. Allocates nothing after construction.
/// Not thread-safe.</para>
/// </remarks>
public sealed class Simulation<TDynamics, TState, TAction> : IEnvironment<TAction>
    where TDynamics : IDynamics<TState, TAction>
    where TState : unmanaged
    where TAction : unmanaged
{
    private readonly long _limit;
    private TDynamics _dynamics;    // never reassigned; a readonly struct field of an open type would be copied at every call
    private TState _state;
    private Rng _rng = new(0);
    private long _steps;
    private Phase _phase;

    /// <inheritdoc cref="Simulation{TDynamics, TState, TAction}"/>
    /// <param name="dynamics">The rules.</param>
    /// <param name="spec">Name and time limit; null for the rules' type name and none.</param>
    public Simulation(TDynamics dynamics, EnvironmentSpec? spec = null)
    {
        ArgumentNullException.ThrowIfNull(dynamics);
        _dynamics = dynamics;
        Spec = spec ?? new(typeof(TDynamics).Name);
        ObservationSpace = dynamics.ObservationSpace;
        ActionSpace = dynamics.ActionSpace;
        _limit = Spec.MaxEpisodeSteps ?? long.MaxValue;
    }

    private enum Phase { Unstarted, Running, Ended }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public Space ObservationSpace { get; }

    /// <inheritdoc/>
    public Space ActionSpace { get; }

    /// <summary>Steps of the present episode so far.</summary>
    public long ElapsedSteps => _steps;

    /// <summary>The state. Setting it (for a test, or a planner) lets the episode go on from there;
    /// its clock runs on.</summary>
    public TState State
    {
        get => _state;
        set => (_state, _phase) = (value, Phase.Running);
    }

    /// <inheritdoc/>
    public void Reset(Span<float> observation, ulong? seed = null)
    {
        if (seed is { } number) _rng = new(number);
        _state = _dynamics.Reset(ref _rng);
        (_steps, _phase) = (0, Phase.Running);
        _dynamics.Observe(in _state, observation);
        PassiveChecks.Numbers(Spec.Id, observation, reward: 0, step: 0);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There was no reset, or none since the episode ended.</exception>
    /// <exception cref="ArgumentException">The action is none of the environment's.</exception>
    /// <exception cref="BadInputException">The rules gave a number that is not finite.</exception>
    public Step Step(ReadOnlySpan<TAction> action, Span<float> observation)
    {
        if (_phase != Phase.Running)
            throw new InvalidOperationException(_phase == Phase.Unstarted
                ? $"{Spec.Id} has not been started: call Reset before Step."
                : $"The episode of {Spec.Id} ended at step {_steps}: call Reset before the next Step.");
        PassiveChecks.Actions(Spec.Id, ActionSpace, action, count: 1);

        var step = _dynamics.Advance(ref _state, action, ref _rng);
        _dynamics.Observe(in _state, observation);
        _steps++;
        PassiveChecks.Numbers(Spec.Id, observation, step.Reward, _steps);
        if (_steps >= _limit) step = step with { Truncated = true };
        if (step.EndsEpisode) _phase = Phase.Ended;
        return step;
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas) => _dynamics.Draw(in _state, canvas);

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("state", MemoryMarshal.AsBytes(new ReadOnlySpan<TState>(ref _state)));
        _rng.Save(writer, "stream");
        writer.Write<long>("progress", [_steps, (long)_phase]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<long> progress = stackalloc long[2];
        reader.Read("state", MemoryMarshal.AsBytes(new Span<TState>(ref _state)));
        _rng = Rng.Load(reader, "stream");
        reader.Read("progress", progress);
        (_steps, _phase) = (progress[0], (Phase)progress[1]);
    }
}
