using Pathwise.PolicyGradients;

namespace Pathwise.Experiments;

/// <summary>Algorithms by name.</summary>
/// <remarks>Immutable: <see cref="With"/> returns a catalogue that has one more.</remarks>
public sealed class AlgorithmCatalog
{
    private readonly Algorithm[] _algorithms;

    private AlgorithmCatalog(Algorithm[] algorithms) => _algorithms = algorithms;

    /// <summary>No algorithms.</summary>
    public static AlgorithmCatalog Empty { get; } = new([]);

    /// <summary>The algorithms of this library.</summary>
    public static AlgorithmCatalog Standard { get; } = Empty
        .With(Algorithm.Of<ReinforceOptions>(
            "reinforce", "Makes each action likelier in proportion to the return that followed it.",
            "Williams (1992); Sutton & Barto (2018), §13.3", ActionKinds.Any, ReinforceOptions.Settings,
            Reinforce.Create))
        .With(Algorithm.Of<ReinforceWithBaselineOptions>(
            "reinforce-baseline",
            "REINFORCE on returns less a learned state value, which takes away most of their noise.",
            "Sutton & Barto (2018), §13.4", ActionKinds.Any, ReinforceWithBaselineOptions.Settings,
            ReinforceWithBaseline.Create));

    /// <summary>All of them, in the order in which they were added.</summary>
    public IReadOnlyList<Algorithm> All => _algorithms;

    /// <summary>A catalogue with one more algorithm.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public AlgorithmCatalog With(Algorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        return Array.Exists(_algorithms, known => known.Id == algorithm.Id)
            ? throw new ArgumentException($"There is an algorithm '{algorithm.Id}' already.", nameof(algorithm))
            : new([.. _algorithms, algorithm]);
    }

    /// <summary>Finds an algorithm.</summary>
    /// <exception cref="BadInputException">There is none of that name; the sentence suggests the nearest.</exception>
    public Algorithm Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Array.Find(_algorithms, algorithm => algorithm.Id == id)
            ?? throw BadInputException.Unknown("algorithm", id, [.. _algorithms.Select(algorithm => algorithm.Id)]);
    }
}
