using System.Collections.Immutable;
using System.Globalization;
using Pathwise.ArchitectureSearch.MobileBlocks;

namespace Pathwise.ArchitectureSearch.Published;

/// <summary>EfficientNet-B0, found by search, and B1 to B7, scaled from it.</summary>
/// <remarks>Source: M. Tan, Q. V. Le (2019), <i>EfficientNet: Rethinking Model Scaling for Convolutional Neural
/// Networks</i>, Table 1; the coefficients of the released code. Filters times w become a multiple of 8, never below
/// nine tenths; layers times d are rounded up.</remarks>
public static class EfficientNet
{
    /// <summary>Stages 2 to 8 of B0.</summary>
    public static ImmutableArray<MobileStage> Stages { get; } =
    [
        MobileStage.Bottleneck(expansion: 1, kernel: 3, stride: 1, filters: 16, layers: 1, squeeze: 0.25),
        MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 2, filters: 24, layers: 2, squeeze: 0.25),
        MobileStage.Bottleneck(expansion: 6, kernel: 5, stride: 2, filters: 40, layers: 2, squeeze: 0.25),
        MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 2, filters: 80, layers: 3, squeeze: 0.25),
        MobileStage.Bottleneck(expansion: 6, kernel: 5, stride: 1, filters: 112, layers: 3, squeeze: 0.25),
        MobileStage.Bottleneck(expansion: 6, kernel: 5, stride: 2, filters: 192, layers: 4, squeeze: 0.25),
        MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 1, filters: 320, layers: 1, squeeze: 0.25),
    ];

    /// <summary>B0 to B7.</summary>
    public static ImmutableArray<KnownNetwork> Networks { get; } =
    [
        Scaled(0, width: 1, depth: 1, size: 224, dropout: 0.2),
        Scaled(1, width: 1, depth: 1.1, size: 240, dropout: 0.2),
        Scaled(2, width: 1.1, depth: 1.2, size: 260, dropout: 0.3),
        Scaled(3, width: 1.2, depth: 1.4, size: 300, dropout: 0.3),
        Scaled(4, width: 1.4, depth: 1.8, size: 380, dropout: 0.4),
        Scaled(5, width: 1.6, depth: 2.2, size: 456, dropout: 0.4),
        Scaled(6, width: 1.8, depth: 2.6, size: 528, dropout: 0.5),
        Scaled(7, width: 2, depth: 3.1, size: 600, dropout: 0.5),
    ];

    private static KnownNetwork Scaled(int number, double width, double depth, int size, double dropout)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"efficientnet-b{number}");
        return new(name, "Tan, Le (2019)", () => new MobileNetworkPlan
        {
            Name = name,
            Input = new(3, size, size),
            StemFilters = RoundedFilters.Of(32, width),
            Stages =
            [
                .. Stages.Select(stage => stage with
                {
                    Filters = RoundedFilters.Of(stage.Filters, width),
                    Layers = (int)Math.Ceiling(stage.Layers * depth),
                }),
            ],
            HeadFilters = RoundedFilters.Of(1280, width),
            Activation = MobileActivation.Swish,
            DropPath = 0.2,
            Dropout = dropout,
        }.ToBlueprint());
    }
}
