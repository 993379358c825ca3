namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>Takes rows and columns from the rim of an image.</summary>
/// <param name="Margins">How many.</param>
public sealed record CropLayer(Margins Margins) : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs)
    {
        var input = One(inputs);
        var height = input.Height - Margins.Top - Margins.Bottom;
        var width = input.Width - Margins.Left - Margins.Right;
        return height > 0 && width > 0
            ? input with { Height = height, Width = width }
            : throw new BadInputException($"Nothing of {input} is left after cropping.");
    }

    /// <inheritdoc/>
    public override string ToString() => "crop";
}
