namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>The largest number, or the mean, of each window, channel by channel.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Window">The window.</param>
/// <param name="Padding">The margin around the input.</param>
/// <param name="CountsPadding">Of a mean: whether the margin's zeros count; if not, windows at the rim divide by fewer.
/// </param>
public sealed record PoolingLayer(PoolingKind Kind, Window Window, Padding Padding, bool CountsPadding) : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs)
    {
        var input = One(inputs);
        var (height, width) = Window.Over(input, Padding);
        return input with { Height = height, Width = width };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{(Kind == PoolingKind.Maximum ? "max" : "average")} pool {Window}";
}
