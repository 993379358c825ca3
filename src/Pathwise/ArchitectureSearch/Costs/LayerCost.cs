using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch.Costs;

/// <summary>What one layer costs.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="MultiplyAdds">Products of a weight and a number, for one image.</param>
/// <param name="BiasAdditions">Additions of a bias, for one image; they are no part of the multiply-adds.</param>
/// <param name="RunningStatistics">Means and variances that batch normalisation keeps; they are not trained.</param>
public sealed record LayerCost(
    BlueprintNode Node, long Parameters, long MultiplyAdds, long BiasAdditions, long RunningStatistics);
