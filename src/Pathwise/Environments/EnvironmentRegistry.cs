namespace Pathwise.Environments;

/// <summary>Environments by name.</summary>
/// <remarks>
/// <para>A name is <c>[namespace/]Name[-vN]</c>. Without a version, or with one that is not registered, the registered
/// one is suggested.</para>
/// <para>Immutable: registering returns a registry that has one more.</para>
/// </remarks>
public sealed class EnvironmentRegistry
{
    private readonly EnvironmentEntry[] _entries;

    private EnvironmentRegistry(EnvironmentEntry[] entries) => _entries = entries;

    /// <summary>No environments.</summary>
    public static EnvironmentRegistry Empty { get; } = new([]);

    /// <summary>The environments of this library.</summary>
    public static EnvironmentRegistry Standard { get; } =
        Empty.WithClassicControl().WithToyText().WithTextbook().WithMinAtar();

    /// <summary>All of them, in the order of registration.</summary>
    public IReadOnlyList<EnvironmentEntry> Entries => _entries;

    /// <summary>A registry with one more environment.</summary>
    /// <typeparam name="TDynamics">The rules.</typeparam>
    /// <typeparam name="TState">What they move.</typeparam>
    /// <typeparam name="TAction">What an action's components are: <see cref="int"/> or <see cref="float"/>.</typeparam>
    /// <param name="spec">Name, time limit, threshold, summary.</param>
    /// <param name="dynamics">The rules.</param>
    /// <param name="parameters">What can be chosen about them by name.</param>
    /// <exception cref="ArgumentException">The name is taken, or does not follow the grammar.</exception>
    public EnvironmentRegistry Register<TDynamics, TState, TAction>(
        EnvironmentSpec spec, TDynamics dynamics, params EnvironmentParameter<TDynamics>[] parameters)
        where TDynamics : IDynamics<TState, TAction> where TState : unmanaged where TAction : unmanaged
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(dynamics);
        ArgumentNullException.ThrowIfNull(parameters);
        return With(EnvironmentEntry.Of<TDynamics, TState, TAction>(spec, dynamics, [.. parameters]));
    }

    /// <summary>A registry with one more environment, told as a finite decision process.</summary>
    /// <typeparam name="TProblem">The task.</typeparam>
    /// <param name="spec">Name, time limit, threshold, summary.</param>
    /// <param name="problem">The task.</param>
    /// <param name="parameters">What can be chosen about it by name.</param>
    /// <exception cref="ArgumentException">The name is taken, or does not follow the grammar.</exception>
    public EnvironmentRegistry Register<TProblem>(
        EnvironmentSpec spec, TProblem problem, params EnvironmentParameter<TProblem>[] parameters)
        where TProblem : IFiniteProblem
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(parameters);
        return With(EnvironmentEntry.Of(spec, problem, [.. parameters]));
    }

    /// <summary>Finds an environment.</summary>
    /// <param name="id">Its name.</param>
    /// <exception cref="BadInputException">There is none of that name; the sentence suggests one.</exception>
    public EnvironmentEntry Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (Array.Find(_entries, entry => entry.Spec.Id == id) is { } found)
            return found;

        var versions = _entries
            .Select(entry => entry.Spec.Id)
            .Where(known => EnvironmentId.DifferInVersion(known, id))
            .ToArray();
        throw versions.Length > 0
            ? new BadInputException($"There is no environment '{id}'; did you mean '{versions[^1]}'?")
            : BadInputException.Unknown("environment", id, [.. _entries.Select(entry => entry.Spec.Id)]);
    }

    private EnvironmentRegistry With(EnvironmentEntry entry)
    {
        var id = entry.Spec.Id;
        if (!EnvironmentId.IsValid(id))
            throw new ArgumentException($"'{id}' is no name of the form [namespace/]Name[-vN].");
        if (Array.Exists(_entries, known => known.Spec.Id == id))
            throw new ArgumentException($"'{id}' is registered already.");
        return new([.. _entries, entry]);
    }
}
