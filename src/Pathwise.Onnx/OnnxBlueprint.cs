using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Experiments.Runs;
using static Pathwise.Onnx.OnnxAttribute;

namespace Pathwise.Onnx;

/// <summary>Networks that architecture search builds, as operators: an operator a layer, as after training.</summary>
/// <remarks>Batch normalisation takes its running averages; what is dropped in training is left out.</remarks>
public static class OnnxBlueprint
{
    /// <summary>The file of a trained network: <c>images</c>, [batch, channels, height, width] with numbers in [0, 1],
    /// → <c>logits</c>, [batch, classes]. Each channel's mean and scale are in it.</summary>
    /// <param name="network">The network; its numbers are copied.</param>
    public static OnnxGraph ToGraph(TrainedNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var (blueprint, channels) = (network.Weights.Blueprint, network.Means.Count);
        var graph = new OnnxGraph(blueprint.Name);
        var input = blueprint.Input;
        var images = graph.Input("images", input.Channels, input.Height, input.Width);
        var normal = graph.Node("Mul",
            graph.Node("Sub", images, graph.Constant(Singles(network.Means), 1, channels, 1, 1)),
            graph.Constant(Singles(network.Scales), 1, channels, 1, 1));            // (x − mean) · scale
        graph.Output(graph.Apply(network.Weights, normal), "logits", (int)blueprint.Output.Count);
        graph.Note("pixels", $"{input.Height} x {input.Width}, from 0 to 1");
        return graph;
    }

    /// <summary>The file of a network alone: <paramref name="input"/> → <paramref name="output"/>.</summary>
    /// <param name="weights">The network; its numbers are copied.</param>
    /// <param name="input">The input's name, [batch, channels, height, width].</param>
    /// <param name="output">The output's name, [batch, outputs].</param>
    public static OnnxGraph ToGraph(NetworkWeights weights, string input = "x", string output = "y")
    {
        ArgumentNullException.ThrowIfNull(weights);
        var graph = new OnnxGraph(weights.Blueprint.Name);
        var shape = weights.Blueprint.Input;
        var x = graph.Input(input, shape.Channels, shape.Height, shape.Width);
        graph.Output(graph.Apply(weights, x), output, (int)weights.Blueprint.Output.Count);
        return graph;
    }

    /// <summary>Applies a network to images of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="weights">The network; its numbers are copied.</param>
    /// <param name="images">[batch, channels, height, width].</param>
    /// <returns>[batch, outputs].</returns>
    public static string Apply(this OnnxGraph graph, NetworkWeights weights, string images)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(weights);
        var nodes = weights.Blueprint.Nodes;
        var values = new string[nodes.Length];
        foreach (var node in nodes)
            values[node.Index] = node.Layer is InputLayer
                ? images
                : Apply(graph, weights, node, [.. node.Inputs.Select(input => values[input])]);
        return graph.Node("Flatten", [values[^1]], Whole("axis", 1));
    }

    private static string Apply(OnnxGraph graph, NetworkWeights weights, BlueprintNode node, string[] inputs)
    {
        var x = inputs[0];
        switch (node.Layer)
        {
            case ConvolutionLayer layer:
                string[] operands = layer.HasBias ? [x, Weight(0), Weight(1)] : [x, Weight(0)];
                return graph.Node("Conv", operands,
                    [.. Windowed(layer.Window, layer.Padding), Dilations(layer.Window), Whole("group", layer.Groups)]);
            case LinearLayer layer:
                var flat = graph.Node("Flatten", [x], Whole("axis", 1));
                string[] factors = layer.HasBias ? [flat, Weight(0), Weight(1)] : [flat, Weight(0)];
                return graph.Node("Reshape",
                    graph.Node("Gemm", factors, Whole("transB", 1)), graph.Indices(-1, layer.Outputs, 1, 1));
            case BatchNormalizationLayer layer:
                return graph.Node("BatchNormalization", [x, Weight(0), Weight(1), Average(0), Average(1)],
                    Real("epsilon", (float)layer.Epsilon));
            case PoolingLayer { Kind: PoolingKind.Maximum } layer:
                return graph.Node("MaxPool", [x], Windowed(layer.Window, layer.Padding));
            case PoolingLayer layer:
                var counts = Whole("count_include_pad", layer.CountsPadding ? 1 : 0);
                return graph.Node("AveragePool", [x], [.. Windowed(layer.Window, layer.Padding), counts]);
            case ActivationLayer layer:
                return graph.Apply(layer.Function, x);
            case ClampLayer layer:
                return graph.Node("Clip", x, graph.Constant([(float)layer.Low]), graph.Constant([(float)layer.High]));
            case AdditionLayer:
                return graph.Node("Sum", inputs);
            case ConcatenationLayer:
                return graph.Node("Concat", inputs, Whole("axis", 1));
            case GlobalPoolingLayer:
                return graph.Node("GlobalAveragePool", x);
            case ScalingLayer:
                return graph.Node("Mul", x, inputs[1]);
            case PadLayer { Margins: var add }:
                return graph.Node("Pad", x, graph.Indices(0, 0, add.Top, add.Left, 0, 0, add.Bottom, add.Right));
            case CropLayer { Margins: var cut }:
                return graph.Node("Slice", x, graph.Indices(cut.Top, cut.Left),
                    graph.Indices(cut.Top + node.Shape.Height, cut.Left + node.Shape.Width), graph.Indices(2, 3));
            case ZeroLayer:
                return graph.Node("Mul", x, graph.Constant([0]));
            case DropoutLayer or DropPathLayer:
                return x;
            default:
                throw new ArgumentException($"The layer '{node.Layer}' has no operator.", nameof(node));
        }

        string Weight(int index)
        {
            var block = weights.Layout.Blocks[weights.Layout.FirstBlock(node.Index) + index];
            return graph.Constant(weights.Parameters.AsSpan(block.Offset, block.Count),
                [.. block.Shape.Select(length => (int)length)]);
        }

        string Average(int index) => graph.Constant(
            weights.Statistics.AsSpan(
                weights.Layout.StatisticsOf(node.Index) + (index * node.Shape.Channels), node.Shape.Channels),
            node.Shape.Channels);

        OnnxAttribute[] Windowed(Window window, Padding padding)
        {
            var margins = padding.Around(weights.Blueprint.InputShape(node), window);
            return
            [
                Wholes("kernel_shape", window.Height, window.Width),
                Wholes("strides", window.StrideHeight, window.StrideWidth),
                Wholes("pads", margins.Top, margins.Left, margins.Bottom, margins.Right),
            ];
        }
    }

    private static OnnxAttribute Dilations(Window window) =>
        Wholes("dilations", window.Dilation, window.Dilation);

    private static float[] Singles(IReadOnlyList<double> numbers) => [.. numbers.Select(number => (float)number)];
}
