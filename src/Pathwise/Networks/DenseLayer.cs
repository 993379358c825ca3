namespace Pathwise.Networks;

/// <summary>A view of one layer of an <see cref="Mlp"/>: <c>y = f(x·W + b)</c>.</summary>
public readonly ref struct DenseLayer
{
    internal DenseLayer(Span<float> weights, Span<float> bias, int inputs, int outputs)
    {
        Weights = weights;
        Bias = bias;
        Inputs = inputs;
        Outputs = outputs;
    }

    /// <summary>Numbers in x.</summary>
    public int Inputs { get; }

    /// <summary>Numbers in y.</summary>
    public int Outputs { get; }

    /// <summary>W, [inputs, outputs], row-major: the transpose of PyTorch's <c>nn.Linear.weight</c>.</summary>
    public Span<float> Weights { get; }

    /// <summary>b, [outputs]; empty if the network has none.</summary>
    public Span<float> Bias { get; }
}
