namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>The mean of each channel: an image becomes a vector.</summary>
public sealed record GlobalPoolingLayer : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs) =>
        TensorShape.Vector(One(inputs).Channels);

    /// <inheritdoc/>
    public override string ToString() => "global average pool";
}
