using Pathwise.Environments;
using Pathwise.Numerics;
using Pathwise.Options;
using Pathwise.Randomness;

namespace Pathwise.Experiments;

/// <summary>An algorithm of the catalogue: what it is, what can be set, and how a learner is made.</summary>
/// <remarks>Immutable.</remarks>
public sealed class Algorithm
{
    private readonly Func<EnvironmentEntry, object, SeedSequence, long, Workers?, ILearner> _create;

    private Algorithm(
        string id,
        string summary,
        string source,
        ActionKinds actions,
        Settings settings,
        Func<EnvironmentEntry, object, SeedSequence, long, Workers?, ILearner> create)
    {
        (Id, Summary, Source, Actions, Settings, _create) = (id, summary, source, actions, settings, create);
    }

    /// <summary>What a user types: <c>reinforce-baseline</c>.</summary>
    public string Id { get; }

    /// <summary>One sentence about it.</summary>
    public string Summary { get; }

    /// <summary>Where it is described.</summary>
    public string Source { get; }

    /// <summary>The actions it can take.</summary>
    public ActionKinds Actions { get; }

    /// <summary>Whether it learns a table, and so needs observations that are finite in number.</summary>
    public bool NeedsFiniteObservations { get; private init; }

    /// <summary>Its options.</summary>
    public Settings Settings { get; }

    /// <summary>The options record with every default.</summary>
    public object DefaultOptions => Settings.Defaults;

    /// <summary>Describes an algorithm.</summary>
    /// <typeparam name="TOptions">Its options record.</typeparam>
    /// <param name="id">What a user types, in lower case with hyphens.</param>
    /// <param name="summary">One sentence.</param>
    /// <param name="source">Author, year, section.</param>
    /// <param name="actions">The actions it can take.</param>
    /// <param name="settings">The settings of <typeparamref name="TOptions"/>.</param>
    /// <param name="create">Makes a learner from the environment, the options, the run's seeds (to be split by
    /// <see cref="RunSeeds"/>), the steps over which schedules run, and the threads to share work.</param>
    /// <param name="needsFiniteObservations">Whether it learns a table.</param>
    public static Algorithm Of<TOptions>(
        string id,
        string summary,
        string source,
        ActionKinds actions,
        Settings settings,
        Func<EnvironmentEntry, TOptions, SeedSequence, long, Workers?, ILearner> create,
        bool needsFiniteObservations = false)
        where TOptions : class, new()
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(create);
        if (settings.Defaults is not TOptions)
            throw new ArgumentException($"These are not the settings of {typeof(TOptions).Name}.", nameof(settings));
        return new(
            id, summary, source, actions, settings,
            (environment, options, seeds, horizon, workers) =>
                create(environment, (TOptions)options, seeds, horizon, workers))
        {
            NeedsFiniteObservations = needsFiniteObservations,
        };
    }

    /// <summary>Makes a learner, ready for its first update.</summary>
    /// <param name="environment">Where it learns.</param>
    /// <param name="options">Its options record.</param>
    /// <param name="seeds">The run's seeds, split as <see cref="RunSeeds"/> says.</param>
    /// <param name="horizon">The environment steps over which schedules run, ≥ 1.</param>
    /// <param name="workers">Threads to share large batches, or null for one; they change no bit of the result.</param>
    /// <exception cref="BadInputException">An option is out of range, or the environment's actions or observations
    /// are of another kind.</exception>
    public ILearner Create(
        EnvironmentEntry environment, object options, SeedSequence seeds, long horizon, Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        if (!CanObserve(environment))
            throw new BadInputException(
                $"The algorithm {Id} cannot learn in {environment.Spec.Id}, whose observations are in "
                + $"{environment.ObservationSpace}; it keeps a table, so it needs finitely many.");
        if (!Supports(environment))
            throw new BadInputException(
                $"The algorithm {Id} cannot act in {environment.Spec.Id}, whose actions are {KindOf(environment)}; "
                + $"it needs {Needs()}.");
        return _create(environment, Settings.Validated(options), seeds, horizon, workers);
    }

    /// <summary>Whether it can take an environment's actions, and learn from its observations.</summary>
    public bool Supports(EnvironmentEntry environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return CanObserve(environment) && environment.ActionSpace switch
        {
            Discrete => Actions.HasFlag(ActionKinds.Discrete),
            Box => Actions.HasFlag(ActionKinds.Continuous),
            MultiDiscrete or MultiBinary => Actions.HasFlag(ActionKinds.Several),
            _ => false,
        };
    }

    private bool CanObserve(EnvironmentEntry environment) =>
        !NeedsFiniteObservations || environment.ObservationSpace is Discrete or MultiDiscrete;

    private static string KindOf(EnvironmentEntry environment) => environment.ActionSpace switch
    {
        Discrete => "choices",
        Box => "real numbers",
        var other => $"of the kind {other.GetType().Name}",
    };

    private string Needs() => Actions switch
    {
        ActionKinds.Discrete => "choices",
        ActionKinds.Continuous => "real numbers",
        ActionKinds.Discrete | ActionKinds.Continuous => "choices or real numbers",
        _ => "choices, several at once, bits or real numbers",
    };
}
