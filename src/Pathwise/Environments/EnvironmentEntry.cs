namespace Pathwise.Environments;

/// <summary>A registered environment: what is known about it, and how to make it.</summary>
/// <remarks>Immutable.</remarks>
public sealed class EnvironmentEntry
{
    private readonly Func<EnvironmentSpec, IEnvironment> _make;
    private readonly Func<EnvironmentSpec, int, Autoreset, IVectorEnvironment> _makeVector;

    private EnvironmentEntry(
        EnvironmentSpec spec, Space observationSpace, Space actionSpace,
        Func<EnvironmentSpec, IEnvironment> make, Func<EnvironmentSpec, int, Autoreset, IVectorEnvironment> makeVector)
    {
        (Spec, ObservationSpace, ActionSpace) = (spec, observationSpace, actionSpace);
        (_make, _makeVector) = (make, makeVector);
    }

    /// <summary>Name, time limit, threshold and summary.</summary>
    public EnvironmentSpec Spec { get; }

    /// <summary>What can be observed.</summary>
    public Space ObservationSpace { get; }

    /// <summary>What can be done.</summary>
    public Space ActionSpace { get; }

    /// <summary>Makes one, with the time limit of the spec.</summary>
    public IEnvironment Make() => _make(Spec);

    /// <summary>Makes several that step together, with the time limit of the spec.</summary>
    /// <param name="count">n, ≥ 1.</param>
    /// <param name="autoreset">What happens when an episode ends.</param>
    public IVectorEnvironment MakeVector(int count, Autoreset autoreset = Autoreset.NextStep) =>
        _makeVector(Spec, count, autoreset);

    /// <summary>The same environment with another time limit.</summary>
    /// <param name="steps">Steps after which an episode is truncated, ≥ 1, or null for no limit.</param>
    public EnvironmentEntry WithTimeLimit(int? steps) =>
        new(Spec with { MaxEpisodeSteps = steps }, ObservationSpace, ActionSpace, _make, _makeVector);

    /// <summary>The entry of an environment that is made of rules.</summary>
    internal static EnvironmentEntry Of<TDynamics, TState, TAction>(EnvironmentSpec spec, TDynamics dynamics)
        where TDynamics : IDynamics<TState, TAction> where TState : unmanaged where TAction : unmanaged =>
        new(spec, dynamics.ObservationSpace, dynamics.ActionSpace,
            specified => new Simulation<TDynamics, TState, TAction>(dynamics, specified),
            (specified, count, autoreset) => new SimulationBatch<TDynamics, TState, TAction>(dynamics, count, specified, autoreset));
}
