using Pathwise.Numerics;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>A function of each number.</summary>
/// <param name="Function">Which.</param>
public sealed record ActivationLayer(Activation Function) : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs) => One(inputs);

    /// <inheritdoc/>
    public override string ToString() => Function switch
    {
        Activation.Relu => "ReLU",
        Activation.Silu => "swish",
        Activation.Sigmoid => "sigmoid",
        _ => Function.ToString(),
    };
}
