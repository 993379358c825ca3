using Pathwise.Networks;
using Pathwise.Numerics;

namespace Pathwise.Onnx;

/// <summary>Multilayer perceptrons as operators: <c>Gemm</c> for each dense layer, and its activation.</summary>
public static class OnnxMlp
{
    /// <summary>The file of a network alone: <paramref name="input"/> → <paramref name="output"/>.</summary>
    /// <param name="network">The network; its parameters are copied.</param>
    /// <param name="name">What the graph is called.</param>
    /// <param name="input">The input's name, [batch, Inputs].</param>
    /// <param name="output">The output's name, [batch, Outputs].</param>
    public static OnnxGraph ToGraph(Mlp network, string name, string input = "x", string output = "y")
    {
        ArgumentNullException.ThrowIfNull(network);
        var graph = new OnnxGraph(name);
        graph.Output(graph.Apply(network, graph.Input(input, network.Inputs)), output, network.Outputs);
        return graph;
    }

    /// <summary>Applies a network to a value of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="network">The network; its parameters are copied.</param>
    /// <param name="value">[batch, Inputs].</param>
    /// <returns>[batch, Outputs].</returns>
    public static string Apply(this OnnxGraph graph, Mlp network, string value)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(network);
        for (var index = 0; index < network.Layers; index++)
        {
            var layer = network.Layer(index);
            var weights = graph.Constant(layer.Weights, layer.Inputs, layer.Outputs);
            value = network.HasBias
                ? graph.Node("Gemm", value, weights, graph.Constant(layer.Bias, layer.Outputs))     // h·W + b
                : graph.Node("MatMul", value, weights);
            if (index < network.Layers - 1) value = graph.Apply(network.Activation, value);
        }

        return value;
    }

    /// <summary>Applies an activation to a value of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="activation">f.</param>
    /// <param name="value">x.</param>
    /// <returns>f(x).</returns>
    public static string Apply(this OnnxGraph graph, Activation activation, string value)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return activation switch
        {
            Activation.Identity => value,
            Activation.Tanh => graph.Node("Tanh", value),
            Activation.Relu => graph.Node("Relu", value),
            Activation.Silu => graph.Node("Mul", value, graph.Node("Sigmoid", value)),              // x · σ(x)
            Activation.Softplus => graph.Node("Softplus", value),
            Activation.Sigmoid => graph.Node("Sigmoid", value),
            _ => throw new ArgumentOutOfRangeException(
                nameof(activation), activation, "There is no such activation."),
        };
    }
}
