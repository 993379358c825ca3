namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>While training, each number is 0 with some chance, and otherwise divided by 1 minus it.</summary>
/// <param name="Rate">The chance, in [0, 1).</param>
public sealed record DropoutLayer(double Rate) : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs) => One(inputs);

    /// <inheritdoc/>
    public override string ToString() => "dropout";
}
