namespace Pathwise.ArchitectureSearch;

/// <summary>A set of architectures: a sequence of named choices, each with its options.</summary>
/// <remarks>An architecture is a list of indices, one a decision. A space is immutable and safe for many threads.
/// </remarks>
public interface ISearchSpace
{
    /// <summary>Its name, without a colon: <c>"nasnet"</c>.</summary>
    string Name { get; }

    /// <summary>What it is and how its architectures are counted, in a few sentences; may be empty.</summary>
    string Description => "";

    /// <summary>What is decided, in the order in which a controller decides it; at least one.</summary>
    IReadOnlyList<Decision> Decisions { get; }

    /// <summary>A text that architectures share if and only if this space knows them to be the same network.</summary>
    /// <param name="choices">The index of an option for each decision, [Decisions.Count].</param>
    string Canonical(ReadOnlySpan<int> choices);

    /// <summary>The architecture as a text that <see cref="Read"/> reads.</summary>
    /// <param name="choices">The index of an option for each decision, [Decisions.Count].</param>
    string Write(ReadOnlySpan<int> choices) => OptionList.Write(this, choices);

    /// <summary>The choices that a text of <see cref="Write"/> tells.</summary>
    /// <param name="text">The text, without the space's name.</param>
    /// <returns>[Decisions.Count].</returns>
    /// <exception cref="BadInputException">It is no architecture of this space; the sentence says where.</exception>
    int[] Read(string text) => OptionList.Read(this, text);
}
