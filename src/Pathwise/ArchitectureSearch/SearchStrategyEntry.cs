using System.Text.Json;
using Pathwise.Options;

namespace Pathwise.ArchitectureSearch;

/// <summary>A strategy of the catalogue: what it is, what can be set, and how it is made.</summary>
/// <remarks>Immutable.</remarks>
public sealed class SearchStrategyEntry
{
    private readonly Func<SearchContext, object, ISearchStrategy> _create;

    private SearchStrategyEntry(
        string id, string summary, string source, Settings settings,
        Func<SearchContext, object, ISearchStrategy> create) =>
        (Id, Summary, Source, Settings, _create) = (id, summary, source, settings, create);

    /// <summary>What a user types: <c>evolution</c>.</summary>
    public string Id { get; }

    /// <summary>One sentence about it.</summary>
    public string Summary { get; }

    /// <summary>Where it is described.</summary>
    public string Source { get; }

    /// <summary>Its options; one of them is called <c>batchSize</c>.</summary>
    public Settings Settings { get; }

    /// <summary>Describes a strategy.</summary>
    /// <typeparam name="TOptions">Its options record.</typeparam>
    /// <param name="id">What a user types, in lower case with hyphens.</param>
    /// <param name="summary">One sentence.</param>
    /// <param name="source">Author, year, section.</param>
    /// <param name="settings">The settings of <typeparamref name="TOptions"/>.</param>
    /// <param name="create">Makes one.</param>
    public static SearchStrategyEntry Of<TOptions>(
        string id, string summary, string source, Settings settings,
        Func<SearchContext, TOptions, ISearchStrategy> create)
        where TOptions : class, new()
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(create);
        return new(id, summary, source, settings, (context, options) => create(context, (TOptions)options));
    }

    /// <summary>The same strategy under another name, with other defaults.</summary>
    /// <param name="id">What a user types.</param>
    /// <param name="summary">One sentence.</param>
    /// <param name="source">Where the settings come from.</param>
    /// <param name="settings">The options that differ, as <see cref="Options.Settings.FromJson"/> reads them.</param>
    /// <exception cref="BadInputException">A setting is unknown or out of range.</exception>
    public SearchStrategyEntry Preset(string id, string summary, string source, JsonElement settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new(id, summary, source, Settings.WithDefaults(Settings.FromJson(settings)), _create);
    }

    /// <summary>Makes a strategy, ready for its first proposal.</summary>
    /// <param name="context">What it is made for.</param>
    /// <param name="options">Its options record; null for the defaults.</param>
    /// <exception cref="BadInputException">An option is out of range.</exception>
    public ISearchStrategy Create(SearchContext context, object? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _create(context, Settings.Validated(options ?? Settings.Defaults));
    }
}
