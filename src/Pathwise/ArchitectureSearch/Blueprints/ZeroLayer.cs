namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>Zeros of the input's shape: what flows where a cell of NAS-Bench-201 has no edge.</summary>
public sealed record ZeroLayer : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs) => One(inputs);

    /// <inheritdoc/>
    public override string ToString() => "zero";
}
