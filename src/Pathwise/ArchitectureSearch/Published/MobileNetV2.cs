using System.Collections.Immutable;
using Pathwise.ArchitectureSearch.MobileBlocks;

namespace Pathwise.ArchitectureSearch.Published;

/// <summary>MobileNetV2, which the search space of MnasNet is built around.</summary>
/// <remarks>Source: M. Sandler et al. (2018), <i>MobileNetV2: Inverted Residuals and Linear Bottlenecks</i>, Table 2;
/// margins and normalisation as in torchvision.</remarks>
public static class MobileNetV2
{
    /// <summary>The seven stages of bottlenecks.</summary>
    public static ImmutableArray<MobileStage> Stages { get; } =
    [
        MobileStage.Bottleneck(expansion: 1, kernel: 3, stride: 1, filters: 16, layers: 1),
        MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 2, filters: 24, layers: 2),
        MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 2, filters: 32, layers: 3),
        MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 2, filters: 64, layers: 4),
        MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 1, filters: 96, layers: 3),
        MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 2, filters: 160, layers: 3),
        MobileStage.Bottleneck(expansion: 6, kernel: 3, stride: 1, filters: 320, layers: 1),
    ];

    /// <summary>The network.</summary>
    public static KnownNetwork Network { get; } =
        new("mobilenet-v2", "Sandler et al. (2018)", () => new MobileNetworkPlan
        {
            Name = "mobilenet-v2",
            Input = new(3, 224, 224),
            Stages = Stages,
            Activation = MobileActivation.Relu6,
            IsSymmetric = true,
            Normalization = new(Epsilon: 1e-5, Decay: 0.9),
            Dropout = 0.2,
        }.ToBlueprint());
}
