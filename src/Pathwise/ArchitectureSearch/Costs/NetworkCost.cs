using System.Collections.Immutable;
using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch.Costs;

/// <summary>What a network costs, layer by layer; see <see cref="CostModel.Definition"/>.</summary>
public sealed class NetworkCost
{
    internal NetworkCost(Blueprint blueprint, ImmutableArray<LayerCost> layers)
    {
        (Blueprint, Layers) = (blueprint, layers);
        foreach (var layer in layers)
        {
            Parameters += layer.Parameters;
            MultiplyAdds += layer.MultiplyAdds;
            BiasAdditions += layer.BiasAdditions;
            RunningStatistics += layer.RunningStatistics;
            Activations += layer.Node.Shape.Count;
        }
    }

    /// <summary>The network.</summary>
    public Blueprint Blueprint { get; }

    /// <summary>The cost of each node, in the order of <see cref="Blueprint.Nodes"/>.</summary>
    public ImmutableArray<LayerCost> Layers { get; }

    /// <summary>Trainable numbers.</summary>
    public long Parameters { get; }

    /// <summary>Products of a weight and a number, for one image.</summary>
    public long MultiplyAdds { get; }

    /// <summary>Additions of a bias, for one image.</summary>
    public long BiasAdditions { get; }

    /// <summary>Means and variances that batch normalisation keeps.</summary>
    public long RunningStatistics { get; }

    /// <summary>Numbers that all layers put out for one image: what training remembers, an upper bound.</summary>
    public long Activations { get; }

    /// <summary>The stages in order, each the layers of one first part of the scope; the input is in none.</summary>
    public ImmutableArray<StageCost> Stages() =>
    [
        .. Layers.Skip(1).GroupBy(layer => layer.Node.Stage).Select(stage => new StageCost(
            stage.Key,
            Blueprint.DescriptionOf(stage.Key),
            Math.Max(1, stage.Select(layer => layer.Node.Scope.Split('/').ElementAtOrDefault(1)).Distinct()
                .Count(part => part?.StartsWith("layer", StringComparison.Ordinal) == true)),
            Blueprint.InputShape(stage.First().Node),
            stage.Last().Node.Shape,
            (stage.Last().Node is { Layer: LinearLayer } last ? Blueprint.InputShape(last) : stage.Last().Node.Shape)
                .Channels,
            stage.Sum(layer => layer.Parameters),
            stage.Sum(layer => layer.MultiplyAdds))),
    ];
}
