namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>Squeeze-and-excitation's last step: each channel of the first input times one number of the second.
/// </summary>
public sealed record ScalingLayer : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs) =>
        inputs.Length == 2 && inputs[1] == TensorShape.Vector(inputs[0].Channels)
            ? inputs[0]
            : throw new BadInputException("Scaling takes an image, and a vector with a number for each channel.");

    /// <inheritdoc/>
    public override string ToString() => "scale channels";
}
