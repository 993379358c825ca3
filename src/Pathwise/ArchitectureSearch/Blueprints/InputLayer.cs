namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>Where images enter.</summary>
/// <param name="Shape">The shape of one image.</param>
public sealed record InputLayer(TensorShape Shape) : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs) => inputs.IsEmpty
        ? Shape
        : throw new BadInputException("The input of a network takes no other layer's output.");

    /// <inheritdoc/>
    public override string ToString() => "input";
}
