using System.Globalization;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>A fully connected layer: y = W·x + b, over all numbers of the input, channel by channel, row by row.
/// </summary>
/// <param name="Outputs">Numbers of the output, ≥ 1.</param>
/// <param name="HasBias">Whether b is there.</param>
public sealed record LinearLayer(int Outputs, bool HasBias) : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs)
    {
        One(inputs);
        return TensorShape.Vector(Outputs);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"linear {Outputs}");
}
