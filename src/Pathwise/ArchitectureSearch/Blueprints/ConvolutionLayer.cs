using System.Globalization;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>A convolution: y[f] = b[f] + Σ over the channels c of f's group and the window's places u of
/// w[f, c, u] · x[c, u].</summary>
/// <param name="Filters">Output channels, ≥ 1.</param>
/// <param name="Window">The window.</param>
/// <param name="Padding">The margin of zeros around the input.</param>
/// <param name="Groups">Into how many groups input and output channels are split, each seeing its own: 1 is a full
/// convolution, as many as input channels a depthwise one. Divides both.</param>
/// <param name="HasBias">Whether b is there.</param>
public sealed record ConvolutionLayer(int Filters, Window Window, Padding Padding, int Groups, bool HasBias) : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs)
    {
        var input = One(inputs);
        if (input.Channels % Groups != 0 || Filters % Groups != 0)
            throw new BadInputException($"{this} cannot split {input.Channels} channels and {Filters} filters into "
                + $"{Groups} groups.");
        var (height, width) = Window.Over(input, Padding);
        return new(Filters, height, width);
    }

    /// <inheritdoc/>
    public override string ToString() => (Groups == 1, Filters == Groups) switch
    {
        (true, _) => string.Create(CultureInfo.InvariantCulture, $"conv {Window}, {Filters}"),
        (_, true) => $"depthwise conv {Window}",
        _ => string.Create(CultureInfo.InvariantCulture, $"conv {Window}, {Filters}, {Groups} groups"),
    };
}
