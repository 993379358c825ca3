using System.Collections.Immutable;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>Where each layer's numbers lie among all numbers of a network, which are two flat vectors: what is trained,
/// and the running averages of batch normalisation.</summary>
/// <remarks>Trained numbers lie in the order of the nodes, a layer's kernel before its bias, γ before β. Of each batch
/// normalisation, the averages are first the means and then the variances. Immutable.</remarks>
public sealed class WeightLayout
{
    private readonly ImmutableArray<WeightBlock>.Builder _blocks = ImmutableArray.CreateBuilder<WeightBlock>();
    private readonly int[] _firstBlock, _statistics;

    /// <inheritdoc cref="WeightLayout"/>
    /// <param name="blueprint">The network.</param>
    /// <exception cref="BadInputException">It has more than 2³¹ numbers.</exception>
    public WeightLayout(Blueprint blueprint)
    {
        ArgumentNullException.ThrowIfNull(blueprint);
        var nodes = blueprint.Nodes;
        (_firstBlock, _statistics) = (new int[nodes.Length], new int[nodes.Length]);
        foreach (var node in nodes)
        {
            (_firstBlock[node.Index], _statistics[node.Index]) = (_blocks.Count, Statistics);
            switch (node.Layer)
            {
                case ConvolutionLayer convolution:
                    var channels = blueprint.InputShape(node).Channels / convolution.Groups;
                    var window = convolution.Window;
                    Add(node, WeightRole.Kernel, convolution.Filters, channels, window.Height, window.Width);
                    if (convolution.HasBias) Add(node, WeightRole.Bias, convolution.Filters);
                    break;
                case LinearLayer linear:
                    Add(node, WeightRole.Kernel, linear.Outputs, blueprint.InputShape(node).Count);
                    if (linear.HasBias) Add(node, WeightRole.Bias, linear.Outputs);
                    break;
                case BatchNormalizationLayer:
                    Add(node, WeightRole.Scale, node.Shape.Channels);
                    Add(node, WeightRole.Shift, node.Shape.Channels);
                    Statistics += 2 * node.Shape.Channels;
                    break;
            }
        }

        Blocks = _blocks.ToImmutable();
    }

    /// <summary>The trained numbers, block by block.</summary>
    public ImmutableArray<WeightBlock> Blocks { get; }

    /// <summary>How many numbers are trained.</summary>
    public int Parameters { get; private set; }

    /// <summary>How many running averages there are.</summary>
    public int Statistics { get; private set; }

    /// <summary>The index of a node's first block; its others follow.</summary>
    /// <param name="node">The node's index.</param>
    public int FirstBlock(int node) => _firstBlock[node];

    /// <summary>Where the averages of a node, a batch normalisation, begin: as many means as it has channels, and then
    /// as many variances.</summary>
    /// <param name="node">The node's index.</param>
    public int StatisticsOf(int node) => _statistics[node];

    private void Add(BlueprintNode node, WeightRole role, params ImmutableArray<long> shape)
    {
        var count = shape.Aggregate(1L, (product, length) => product * length);
        if (count > int.MaxValue - Parameters)
            throw new BadInputException(
                $"The network has more than {int.MaxValue} trainable numbers; make it smaller.");
        _blocks.Add(new(node.Index, role, shape, Parameters, (int)count));
        Parameters += (int)count;
    }
}
