using System.Globalization;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>Each number, but at least and at most some bounds; after a ReLU, 0 and 6 make it ReLU6.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The most.</param>
public sealed record ClampLayer(double Low, double High) : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs) => One(inputs);

    /// <inheritdoc/>
    public override string ToString() => (Low, High) == (0, 6)
        ? "ReLU6"
        : string.Create(CultureInfo.InvariantCulture, $"clamp to {Low:R} … {High:R}");
}
