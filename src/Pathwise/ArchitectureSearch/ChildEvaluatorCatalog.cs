using Pathwise.ArchitectureSearch.Benchmarks;
using Pathwise.ArchitectureSearch.Evaluators;
using Pathwise.ArchitectureSearch.Training;

namespace Pathwise.ArchitectureSearch;

/// <summary>Kinds of evaluators by name.</summary>
/// <remarks>Immutable: <see cref="With"/> returns a catalogue that has one more.</remarks>
public sealed class ChildEvaluatorCatalog
{
    private readonly ChildEvaluatorEntry[] _entries;

    private ChildEvaluatorCatalog(ChildEvaluatorEntry[] entries) => _entries = entries;

    /// <summary>No kinds.</summary>
    public static ChildEvaluatorCatalog Empty { get; } = new([]);

    /// <summary>The kinds that this library has.</summary>
    public static ChildEvaluatorCatalog Standard { get; } = Empty
        .With(ChildEvaluatorEntry.Of<TableEvaluatorOptions>(
            "table", "Looks the cells of NAS-Bench-201 up, each in its own row.", TableEvaluatorOptions.Settings,
            (space, options) => new TableEvaluator(NasBench201Table.Load(), space, options),
            isInstant: true, ReuseKind.Identical))
        .With(ChildEvaluatorEntry.Of<SyntheticEvaluatorOptions>(
            "synthetic", "Trains nothing: a reward with a known best network, for trying searches out.",
            SyntheticEvaluatorOptions.Settings,
            (space, options) => new SyntheticEvaluator(space, options), isInstant: true))
        .With(ChildEvaluatorEntry.Of<ChildTrainingOptions>(
            "train", "Trains each network on images, in a worker process that has libtorch.",
            ChildTrainingOptions.Settings, (space, options) => new ProcessEvaluator(space, options)));

    /// <summary>All of them, in the order in which they were added.</summary>
    public IReadOnlyList<ChildEvaluatorEntry> All => _entries;

    /// <summary>A catalogue with one more kind.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public ChildEvaluatorCatalog With(ChildEvaluatorEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Array.Exists(_entries, known => known.Id == entry.Id)
            ? throw new ArgumentException($"There is an evaluator '{entry.Id}' already.", nameof(entry))
            : new([.. _entries, entry]);
    }

    /// <summary>Finds a kind.</summary>
    /// <exception cref="BadInputException">There is none of that name; the sentence suggests the nearest.</exception>
    public ChildEvaluatorEntry Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Array.Find(_entries, entry => entry.Id == id)
            ?? throw BadInputException.Unknown("evaluator", id, [.. _entries.Select(entry => entry.Id)]);
    }
}
