using System.Runtime.CompilerServices;
using Pathwise.DecisionProcesses;

namespace Pathwise.Environments;

/// <summary>A registered environment: what is known about it, and how to make it.</summary>
/// <remarks>Immutable, so safe for concurrent use: its <c>With</c> methods return another.</remarks>
public sealed class EnvironmentEntry
{
    private readonly IMaker _maker;

    private EnvironmentEntry(EnvironmentSpec spec, IMaker maker)
    {
        (Spec, _maker) = (spec, maker);
        (ObservationSpace, ActionSpace, Arguments) = (maker.ObservationSpace, maker.ActionSpace, maker.Arguments);
    }

    /// <summary>What makes environments of one kind, and knows their rules.</summary>
    private interface IMaker
    {
        Space ObservationSpace { get; }

        Space ActionSpace { get; }

        IReadOnlyList<EnvironmentArgument> Arguments { get; }

        IFiniteDynamics? Finite { get; }

        IEnvironment Make(EnvironmentSpec spec);

        IVectorEnvironment MakeVector(EnvironmentSpec spec, int count, Autoreset autoreset);

        IMaker With(string argument, ArgumentValue value);
    }

    /// <summary>Name, time limit, threshold and summary.</summary>
    public EnvironmentSpec Spec { get; }

    /// <summary>What can be observed.</summary>
    public Space ObservationSpace { get; }

    /// <summary>What can be done.</summary>
    public Space ActionSpace { get; }

    /// <summary>What can be chosen about it, and is.</summary>
    public IReadOnlyList<EnvironmentArgument> Arguments { get; }

    /// <summary>The finite decision process behind it, told when it is first asked for; null where there is none.
    /// γ is 1 unless the environment has its own. Time limits are no part of it.</summary>
    public FiniteMdp? Process => _maker.Finite?.Process;

    /// <summary>How the states of <see cref="Process"/> lie in the plane; null where they do not.</summary>
    public GridLayout? Grid => _maker.Finite?.Grid;

    /// <summary>Makes one, with the time limit of the spec.</summary>
    public IEnvironment Make() => _maker.Make(Spec);

    /// <summary>Makes several that step together, with the time limit of the spec.</summary>
    /// <param name="count">n, ≥ 1.</param>
    /// <param name="autoreset">What happens when an episode ends.</param>
    public IVectorEnvironment MakeVector(int count, Autoreset autoreset = Autoreset.NextStep) =>
        _maker.MakeVector(Spec, count, autoreset);

    /// <summary>The same environment with another time limit.</summary>
    /// <param name="steps">Steps after which an episode is truncated, ≥ 1, or null for no limit.</param>
    public EnvironmentEntry WithTimeLimit(int? steps)
    {
        if (steps is { } limit) ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(steps));
        return new(Spec with { MaxEpisodeSteps = steps }, _maker);
    }

    /// <summary>The same environment with an argument set.</summary>
    /// <param name="argument">Its name.</param>
    /// <param name="value">Its value; for a switch 0 or 1, or <c>true</c> or <c>false</c>.</param>
    /// <exception cref="BadInputException">There is no argument of that name, or it cannot have the value.</exception>
    public EnvironmentEntry With(string argument, ArgumentValue value)
    {
        ArgumentNullException.ThrowIfNull(argument);
        if (Arguments.Count == 0)
            throw new BadInputException($"{Spec.Id} has no arguments, so none called '{argument}'.");
        var known = Arguments.FirstOrDefault(known => known.Name == argument)
            ?? throw BadInputException.Unknown(
                $"argument of {Spec.Id} called", argument, [.. Arguments.Select(known => known.Name)]);
        return new(Spec, _maker.With(argument, OfKind(known, value)));
    }

    /// <summary>The same environment with several arguments set.</summary>
    /// <param name="arguments">Their values by name.</param>
    /// <exception cref="BadInputException">As of the other overload, for any of them.</exception>
    public EnvironmentEntry With(IReadOnlyDictionary<string, ArgumentValue> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments.Aggregate(this, (entry, argument) => entry.With(argument.Key, argument.Value));
    }

    /// <summary>The entry of an environment that is made of rules.</summary>
    internal static EnvironmentEntry Of<TDynamics, TState, TAction>(
        EnvironmentSpec spec, TDynamics dynamics, IReadOnlyList<EnvironmentParameter<TDynamics>> parameters)
        where TDynamics : IDynamics<TState, TAction> where TState : unmanaged where TAction : unmanaged =>
        new(spec, new Maker<TDynamics, TDynamics, TState, TAction>(
            dynamics, rules => (rules.ObservationSpace, rules.ActionSpace), rules => rules, parameters));

    /// <summary>The entry of a task that is told as a process.</summary>
    internal static EnvironmentEntry Of<TProblem>(
        EnvironmentSpec spec, TProblem problem, IReadOnlyList<EnvironmentParameter<TProblem>> parameters)
        where TProblem : IFiniteProblem =>
        new(spec, new Maker<TProblem, FiniteDynamics, FiniteState, int>(
            problem, told => (new Discrete(told.States), new Discrete(told.Actions)),
            told => new FiniteDynamics(told), parameters));

    /// <summary>The value as the argument's kind has it.</summary>
    private ArgumentValue OfKind(EnvironmentArgument argument, ArgumentValue value)
    {
        BadInputException Refused(string must) =>
            new($"The argument {argument.Name} of {Spec.Id} must be {must}, "
                + (value.Text is { } text ? $"not '{text}'." : $"not {value}."));
        return (argument.Kind, value) switch
        {
            (ArgumentKind.Text, _) => value,
            (ArgumentKind.Switch, { Number: 0 or 1 }) => value,
            (ArgumentKind.Switch, { Text: { } word }) when bool.TryParse(word, out var isTrue) => isTrue ? 1 : 0,
            (ArgumentKind.Switch, _) => throw Refused("true or false"),
            (_, { Number: { } number }) when double.IsFinite(number) => value,
            (_, { Number: not null }) => throw Refused("finite"),
            _ => throw Refused("a number"),
        };
    }

    /// <summary>Makes environments of rules that are made, when first needed, of what is registered.</summary>
    private sealed class Maker<TSource, TDynamics, TState, TAction> : IMaker
        where TDynamics : IDynamics<TState, TAction> where TState : unmanaged where TAction : unmanaged
    {
        private readonly TSource _source;
        private readonly Func<TSource, (Space Observations, Space Actions)> _spaces;
        private readonly Func<TSource, TDynamics> _rulesOf;
        private readonly IReadOnlyList<EnvironmentParameter<TSource>> _parameters;
        private readonly Lazy<StrongBox<TDynamics>> _rules;

        public Maker(
            TSource source, Func<TSource, (Space Observations, Space Actions)> spaces,
            Func<TSource, TDynamics> rulesOf, IReadOnlyList<EnvironmentParameter<TSource>> parameters)
        {
            (_source, _spaces, _rulesOf, _parameters) = (source, spaces, rulesOf, parameters);
            _rules = new(() => new(rulesOf(source)));
            (ObservationSpace, ActionSpace) = spaces(source);
            Arguments = [.. parameters.Select(parameter => parameter.Read(source))];
        }

        public Space ObservationSpace { get; }

        public Space ActionSpace { get; }

        public IReadOnlyList<EnvironmentArgument> Arguments { get; }

        public IFiniteDynamics? Finite => Rules as IFiniteDynamics;

        private TDynamics Rules => _rules.Value.Value!;

        public IEnvironment Make(EnvironmentSpec spec) =>
            new Simulation<TDynamics, TState, TAction>(Rules, spec);

        public IVectorEnvironment MakeVector(EnvironmentSpec spec, int count, Autoreset autoreset) =>
            new SimulationBatch<TDynamics, TState, TAction>(Rules, count, spec, autoreset);

        public IMaker With(string argument, ArgumentValue value) => new Maker<TSource, TDynamics, TState, TAction>(
            _parameters.First(parameter => parameter.Name == argument).Set(_source, value),
            _spaces, _rulesOf, _parameters);
    }
}
