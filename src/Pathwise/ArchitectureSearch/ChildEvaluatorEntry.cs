using Pathwise.Options;

namespace Pathwise.ArchitectureSearch;

/// <summary>A kind of evaluator: what it is, what can be set, and how one is made for a space.</summary>
/// <remarks>Immutable.</remarks>
public sealed class ChildEvaluatorEntry
{
    private readonly Func<ISearchSpace, object, IChildEvaluator> _create;

    private ChildEvaluatorEntry(
        string id, string summary, Settings settings, Func<ISearchSpace, object, IChildEvaluator> create) =>
        (Id, Summary, Settings, _create) = (id, summary, settings, create);

    /// <summary>What a user types: <c>table</c>.</summary>
    public string Id { get; }

    /// <summary>One sentence about it.</summary>
    public string Summary { get; }

    /// <summary>Its options.</summary>
    public Settings Settings { get; }

    /// <summary>Whether an evaluation takes no time worth waiting for, so that one thread does for all.</summary>
    public bool IsInstant { get; private init; }

    /// <summary>Which networks share one evaluation where nobody says.</summary>
    public ReuseKind Reuse { get; private init; } = ReuseKind.Equivalent;

    /// <summary>Describes a kind of evaluator.</summary>
    /// <typeparam name="TOptions">Its options record.</typeparam>
    /// <param name="id">What a user types, in lower case with hyphens.</param>
    /// <param name="summary">One sentence.</param>
    /// <param name="settings">The settings of <typeparamref name="TOptions"/>.</param>
    /// <param name="create">Makes one for a space; it is disposed of after the search if it can be.</param>
    /// <param name="isInstant">Whether an evaluation takes no time.</param>
    /// <param name="reuse">Which networks share one evaluation where nobody says.</param>
    public static ChildEvaluatorEntry Of<TOptions>(
        string id, string summary, Settings settings, Func<ISearchSpace, TOptions, IChildEvaluator> create,
        bool isInstant = false, ReuseKind reuse = ReuseKind.Equivalent)
        where TOptions : class, new()
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(create);
        return new(id, summary, settings, (space, options) => create(space, (TOptions)options))
        {
            IsInstant = isInstant,
            Reuse = reuse,
        };
    }

    /// <summary>Makes an evaluator.</summary>
    /// <param name="space">Whose networks it is to evaluate.</param>
    /// <param name="options">Its options record; null for the defaults.</param>
    /// <exception cref="BadInputException">An option is out of range, a file is missing, or it cannot evaluate networks
    /// of that space.</exception>
    public IChildEvaluator Create(ISearchSpace space, object? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        return _create(space, Settings.Validated(options ?? Settings.Defaults));
    }
}
