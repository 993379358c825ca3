using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch.Costs;

/// <summary>Counts the parameters and multiply-adds of a network, exactly.</summary>
/// <remarks>Others say FLOPs for the same number (the papers of NASNet, MnasNet and EfficientNet), or for twice as
/// much; hence the definition beside every number.</remarks>
public static class CostModel
{
    /// <summary>What is counted.</summary>
    public const string Definition =
        "Parameters are the trainable numbers: weights, biases, and two a channel for batch normalisation. "
        + "Multiply-adds are the products of a weight and a number that convolutions and linear layers form for one "
        + "image; biases, normalisation, activations, pooling and sums count nothing. FLOPs are often the same number, "
        + "at times twice it.";

    /// <summary>The cost of a network.</summary>
    /// <param name="blueprint">The network.</param>
    public static NetworkCost Of(Blueprint blueprint)
    {
        ArgumentNullException.ThrowIfNull(blueprint);
        return new(blueprint, [.. blueprint.Nodes.Select(node => Of(blueprint, node))]);
    }

    private static LayerCost Of(Blueprint blueprint, BlueprintNode node) => node.Layer switch
    {
        ConvolutionLayer layer => Convolution(layer, blueprint.InputShape(node), node),
        LinearLayer layer => Linear(layer, blueprint.InputShape(node), node),
        BatchNormalizationLayer => new(node, 2L * node.Shape.Channels, 0, 0, 2L * node.Shape.Channels),
        _ => new(node, 0, 0, 0, 0),
    };

    private static LayerCost Convolution(ConvolutionLayer layer, TensorShape input, BlueprintNode node)
    {
        var weights = (long)layer.Filters * (input.Channels / layer.Groups) * layer.Window.Area;
        var places = (long)node.Shape.Height * node.Shape.Width;        // each weight is used once at each
        return new(
            node, weights + (layer.HasBias ? layer.Filters : 0), weights * places,
            layer.HasBias ? layer.Filters * places : 0, 0);
    }

    private static LayerCost Linear(LinearLayer layer, TensorShape input, BlueprintNode node)
    {
        var weights = layer.Outputs * input.Count;
        var biases = layer.HasBias ? layer.Outputs : 0;
        return new(node, weights + biases, weights, biases, 0);
    }
}
