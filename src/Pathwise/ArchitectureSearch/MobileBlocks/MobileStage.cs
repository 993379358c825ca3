using System.Globalization;

namespace Pathwise.ArchitectureSearch.MobileBlocks;

/// <summary>A stage of a mobile network: one layer, repeated; the first may have a stride, and sets the
/// filters.</summary>
/// <param name="Operation">What a layer does.</param>
/// <param name="Expansion">e, by how much an inverted bottleneck widens; 1 for other layers.</param>
/// <param name="Kernel">k, the side of the window.</param>
/// <param name="Stride">The stride of the first layer.</param>
/// <param name="Filters">Output channels.</param>
/// <param name="Layers">How often the layer is repeated.</param>
/// <param name="Squeeze">Squeeze-and-excitation: the share of a layer's input channels that it squeezes to; 0: none.
/// </param>
/// <param name="Skip">What is added to the result of a layer.</param>
public sealed record MobileStage(
    MobileOperation Operation, int Expansion, int Kernel, int Stride, int Filters, int Layers, double Squeeze = 0,
    MobileSkip Skip = MobileSkip.Identity)
{
    /// <summary>A stage of inverted bottlenecks.</summary>
    /// <param name="expansion">e.</param>
    /// <param name="kernel">k.</param>
    /// <param name="stride">The stride of the first.</param>
    /// <param name="filters">Output channels.</param>
    /// <param name="layers">How many.</param>
    /// <param name="squeeze">The share that is squeezed to; 0: none.</param>
    public static MobileStage Bottleneck(
        int expansion, int kernel, int stride, int filters, int layers, double squeeze = 0) =>
        new(MobileOperation.InvertedBottleneck, expansion, kernel, stride, filters, layers, squeeze);

    /// <summary>As Table 1 of EfficientNet writes it: <c>MBConv6, k3×3</c>.</summary>
    public override string ToString()
    {
        var name = Operation == MobileOperation.Convolution
            ? "Conv"
            : string.Create(CultureInfo.InvariantCulture, $"MBConv{Expansion}");
        return string.Create(CultureInfo.InvariantCulture, $"{name}, k{Kernel}×{Kernel}");
    }
}
