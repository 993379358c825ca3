using System.Text.Json;
using Pathwise.ArchitectureSearch.Strategies;

namespace Pathwise.ArchitectureSearch;

/// <summary>Search strategies by name.</summary>
/// <remarks>Immutable: <see cref="With"/> returns a catalogue that has one more.</remarks>
public sealed class SearchStrategyCatalog
{
    private readonly SearchStrategyEntry[] _entries, _presets;

    private SearchStrategyCatalog(SearchStrategyEntry[] entries, SearchStrategyEntry[] presets) =>
        (_entries, _presets) = (entries, presets);

    /// <summary>No strategies.</summary>
    public static SearchStrategyCatalog Empty { get; } = new([], []);

    /// <summary>The strategies of this library.</summary>
    public static SearchStrategyCatalog Standard { get; } = Empty
        .With(SearchStrategyEntry.Of<RandomSearchOptions>(
            "random", "Draws each choice alike, and learns nothing: what any other strategy must beat.",
            "Li & Talwalkar (2019)", RandomSearchOptions.Settings,
            (context, options) => new RandomSearch(context.Space, options)))
        .With(SearchStrategyEntry.Of<ReinforceSearchOptions>(
            "reinforce", "Makes a controller's choices likelier that made better networks than the average.",
            "Zoph & Le (2017), §3.2", ReinforceSearchOptions.Settings,
            (context, options) => new ReinforceSearch(context.Space, options, context.Seeds)))
        .With(SearchStrategyEntry.Of<PpoSearchOptions>(
            "ppo", "Does so in several steps on each batch, as long as no choice's probability moves too far.",
            "Zoph et al. (2018), App. A.2", PpoSearchOptions.Settings,
            (context, options) => new PpoSearch(context.Space, options, context.Seeds)))
        .With(SearchStrategyEntry.Of<RegularizedEvolutionOptions>(
            "evolution", "Mutates the best of a few from a population in which the oldest dies.",
            "Real et al. (2019), Algorithm 1", RegularizedEvolutionOptions.Settings,
            (context, options) => new RegularizedEvolution(context.Space, options)))
        .With(SearchStrategyEntry.Of<LocalSearchOptions>(
            "local", "Tries the networks that differ in one choice, moves to a better one, and begins anew at a peak.",
            "White et al. (2021), Algorithm 1", LocalSearchOptions.Settings,
            (context, options) => new LocalSearch(context.Space, options)))
        .With(SearchStrategyEntry.Of<LargestNetworksOptions>(
            "largest", "Takes the networks with the most parameters: a heuristic that costs no thought.",
            "Dong & Yang (2020), Table 5's ResNet plays this part", LargestNetworksOptions.Settings,
            (context, options) => new LargestNetworks(context.Space, context.ParametersOf, options)))
        .WithShippedPresets();

    /// <summary>All of them, in the order in which they were added.</summary>
    public IReadOnlyList<SearchStrategyEntry> All => _entries;

    /// <summary>Strategies of <see cref="All"/> with other defaults, under names of their own.</summary>
    public IReadOnlyList<SearchStrategyEntry> Presets => _presets;

    /// <summary>A catalogue with one more strategy.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public SearchStrategyCatalog With(SearchStrategyEntry entry)
    {
        MustBeNew(entry);
        return new([.. _entries, entry], _presets);
    }

    /// <summary>A catalogue with one more preset, which <see cref="SearchStrategyEntry.Preset"/> made.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public SearchStrategyCatalog WithPreset(SearchStrategyEntry entry)
    {
        MustBeNew(entry);
        return new(_entries, [.. _presets, entry]);
    }

    /// <summary>Finds a strategy or a preset.</summary>
    /// <exception cref="BadInputException">There is none of that name; the sentence suggests the nearest.</exception>
    public SearchStrategyEntry Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Everything.FirstOrDefault(entry => entry.Id == id)
            ?? throw BadInputException.Unknown("search strategy", id, [.. Everything.Select(entry => entry.Id)]);
    }

    private IEnumerable<SearchStrategyEntry> Everything => _entries.Concat(_presets);

    private void MustBeNew(SearchStrategyEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (Everything.Any(known => known.Id == entry.Id))
            throw new ArgumentException($"There is a strategy '{entry.Id}' already.", nameof(entry));
    }

    private SearchStrategyCatalog WithShippedPresets()
    {
        const string Name = "Pathwise.ArchitectureSearch.presets.json";
        using var stream = typeof(SearchStrategyCatalog).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The library was built without {Name}.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateArray().Aggregate(this, (catalog, preset) => catalog.WithPreset(
            catalog.Find(Text(preset, "strategy")).Preset(
                Text(preset, "id"), Text(preset, "summary"), Text(preset, "source"), preset.GetProperty("settings"))));
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";
}
