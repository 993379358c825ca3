using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch;

/// <summary>A search space that knows which network an architecture is.</summary>
public interface INetworkSpace : ISearchSpace
{
    /// <summary>The network of an architecture.</summary>
    /// <param name="choices">The index of an option for each decision, [Decisions.Count].</param>
    /// <param name="options">Images, classes and size; what is left out is the space's own.</param>
    /// <exception cref="BadInputException">Images are too small for it.</exception>
    Blueprint ToBlueprint(ReadOnlySpan<int> choices, BlueprintOptions options);
}
