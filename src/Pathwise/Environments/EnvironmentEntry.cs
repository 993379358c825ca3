using System.Globalization;

namespace Pathwise.Environments;

/// <summary>A registered environment: what is known about it, and how to make it.</summary>
/// <remarks>Immutable: its <c>With</c> methods return another.</remarks>
public sealed class EnvironmentEntry
{
    private readonly Func<EnvironmentSpec, IEnvironment> _make;
    private readonly Func<EnvironmentSpec, int, Autoreset, IVectorEnvironment> _makeVector;
    private readonly Func<EnvironmentSpec, string, double, EnvironmentEntry> _with;

    private EnvironmentEntry(
        EnvironmentSpec spec, Space observationSpace, Space actionSpace, IReadOnlyList<EnvironmentArgument> arguments,
        Func<EnvironmentSpec, IEnvironment> make, Func<EnvironmentSpec, int, Autoreset, IVectorEnvironment> makeVector,
        Func<EnvironmentSpec, string, double, EnvironmentEntry> with)
    {
        (Spec, ObservationSpace, ActionSpace, Arguments) = (spec, observationSpace, actionSpace, arguments);
        (_make, _makeVector, _with) = (make, makeVector, with);
    }

    /// <summary>Name, time limit, threshold and summary.</summary>
    public EnvironmentSpec Spec { get; }

    /// <summary>What can be observed.</summary>
    public Space ObservationSpace { get; }

    /// <summary>What can be done.</summary>
    public Space ActionSpace { get; }

    /// <summary>What can be chosen about it, and is.</summary>
    public IReadOnlyList<EnvironmentArgument> Arguments { get; }

    /// <summary>Makes one, with the time limit of the spec.</summary>
    public IEnvironment Make() => _make(Spec);

    /// <summary>Makes several that step together, with the time limit of the spec.</summary>
    /// <param name="count">n, ≥ 1.</param>
    /// <param name="autoreset">What happens when an episode ends.</param>
    public IVectorEnvironment MakeVector(int count, Autoreset autoreset = Autoreset.NextStep) =>
        _makeVector(Spec, count, autoreset);

    /// <summary>The same environment with another time limit.</summary>
    /// <param name="steps">Steps after which an episode is truncated, ≥ 1, or null for no limit.</param>
    public EnvironmentEntry WithTimeLimit(int? steps)
    {
        if (steps is { } limit) ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(steps));
        return new(
            Spec with { MaxEpisodeSteps = steps }, ObservationSpace, ActionSpace, Arguments, _make, _makeVector, _with);
    }

    /// <summary>The same environment with an argument set.</summary>
    /// <param name="argument">Its name.</param>
    /// <param name="value">Its value; for a switch 0 or 1.</param>
    /// <exception cref="BadInputException">There is no argument of that name, or the value is not finite, or a switch
    /// is neither 0 nor 1.</exception>
    public EnvironmentEntry With(string argument, double value)
    {
        ArgumentNullException.ThrowIfNull(argument);
        if (Arguments.Count == 0)
            throw new BadInputException($"{Spec.Id} has no arguments, so none called '{argument}'.");
        if (Arguments.All(known => known.Name != argument))
            throw BadInputException.Unknown(
                $"argument of {Spec.Id} called", argument, [.. Arguments.Select(known => known.Name)]);
        if (!double.IsFinite(value))
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"The argument {argument} of {Spec.Id} must be finite, not {value}."));
        if (value is not (0 or 1) && Arguments.Any(known => known.Name == argument && known.IsSwitch))
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"The argument {argument} of {Spec.Id} must be 0 or 1, not {value}."));
        return _with(Spec, argument, value);
    }

    /// <summary>The same environment with several arguments set.</summary>
    /// <param name="arguments">Their values by name.</param>
    /// <exception cref="BadInputException">As of the other overload, for any of them.</exception>
    public EnvironmentEntry With(IReadOnlyDictionary<string, double> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments.Aggregate(this, (entry, argument) => entry.With(argument.Key, argument.Value));
    }

    /// <summary>The entry of an environment that is made of rules.</summary>
    internal static EnvironmentEntry Of<TDynamics, TState, TAction>(
        EnvironmentSpec spec, TDynamics dynamics, IReadOnlyList<EnvironmentParameter<TDynamics>> parameters)
        where TDynamics : IDynamics<TState, TAction> where TState : unmanaged where TAction : unmanaged =>
        new(spec, dynamics.ObservationSpace, dynamics.ActionSpace,
            [.. parameters.Select(parameter => new EnvironmentArgument(
                parameter.Name, parameter.Meaning, parameter.Get(dynamics), parameter.IsSwitch))],
            specified => new Simulation<TDynamics, TState, TAction>(dynamics, specified),
            (specified, count, autoreset) =>
                new SimulationBatch<TDynamics, TState, TAction>(dynamics, count, specified, autoreset),
            (specified, name, value) => Of<TDynamics, TState, TAction>(
                specified, parameters.First(parameter => parameter.Name == name).Set(dynamics, value), parameters));
}
