namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>Puts rows and columns of zeros around an image.</summary>
/// <param name="Margins">How many.</param>
public sealed record PadLayer(Margins Margins) : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs)
    {
        var input = One(inputs);
        return input with
        {
            Height = input.Height + Margins.Top + Margins.Bottom, Width = input.Width + Margins.Left + Margins.Right,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => "pad";
}
