using System.Collections.Immutable;
using Pathwise.ArchitectureSearch.MobileBlocks;

namespace Pathwise.ArchitectureSearch.Published;

/// <summary>MnasNet-A1, and B1, which has no squeeze-and-excitation.</summary>
/// <remarks>Source: M. Tan et al. (2019), <i>MnasNet: Platform-Aware Neural Architecture Search for Mobile</i>, Figure
/// 7, and the released code.</remarks>
public static class MnasNet
{
    private static readonly MobileStage Separable =
        MobileStage.Bottleneck(expansion: 1, kernel: 3, stride: 1, filters: 16, layers: 1) with
        {
            Skip = MobileSkip.None,
        };

    /// <summary>A1 and B1.</summary>
    public static ImmutableArray<KnownNetwork> Networks { get; } =
    [
        Network(
            "mnasnet-a1",
            Separable,
            MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 2, filters: 24, layers: 2),
            MobileStage.Bottleneck(expansion: 3, kernel: 5, stride: 2, filters: 40, layers: 3, squeeze: 0.25),
            MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 2, filters: 80, layers: 4),
            MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 1, filters: 112, layers: 2, squeeze: 0.25),
            MobileStage.Bottleneck(expansion: 6, kernel: 5, stride: 2, filters: 160, layers: 3, squeeze: 0.25),
            MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 1, filters: 320, layers: 1)),
        Network(
            "mnasnet-b1",
            Separable,
            MobileStage.Bottleneck(expansion: 3, kernel: 3, stride: 2, filters: 24, layers: 3),
            MobileStage.Bottleneck(expansion: 3, kernel: 5, stride: 2, filters: 40, layers: 3),
            MobileStage.Bottleneck(expansion: 6, kernel: 5, stride: 2, filters: 80, layers: 3),
            MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 1, filters: 96, layers: 2),
            MobileStage.Bottleneck(expansion: 6, kernel: 5, stride: 2, filters: 192, layers: 4),
            MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 1, filters: 320, layers: 1)),
    ];

    private static KnownNetwork Network(string name, params MobileStage[] stages) =>
        new(name, "Tan et al. (2019)", () => new MobileNetworkPlan
        {
            Name = name,
            Input = new(3, 224, 224),
            Stages = [.. stages],
            Activation = MobileActivation.Relu,
            Dropout = 0.2,
        }.ToBlueprint());
}
