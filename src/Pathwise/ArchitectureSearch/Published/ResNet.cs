using System.Collections.Immutable;
using System.Globalization;
using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch.Published;

/// <summary>Residual networks of 18, 34, 50, 101 and 152 layers for images of 224 × 224.</summary>
/// <remarks>Source: K. He et al. (2016), <i>Deep Residual Learning for Image Recognition</i>, Table 1; as in
/// torchvision, bottlenecks have their stride in the convolution of 3 × 3.</remarks>
public static class ResNet
{
    private const int Expansion = 4;

    private static readonly BatchNormalizationLayer Normalization = new(Epsilon: 1e-5, Decay: 0.9);

    /// <summary>ResNet-18 to ResNet-152.</summary>
    public static ImmutableArray<KnownNetwork> Networks { get; } =
    [
        Network(18, hasBottlenecks: false, 2, 2, 2, 2),
        Network(34, hasBottlenecks: false, 3, 4, 6, 3),
        Network(50, hasBottlenecks: true, 3, 4, 6, 3),
        Network(101, hasBottlenecks: true, 3, 4, 23, 3),
        Network(152, hasBottlenecks: true, 3, 8, 36, 3),
    ];

    private static KnownNetwork Network(int layers, bool hasBottlenecks, params int[] blocks)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"resnet-{layers}");
        return new(name, "He et al. (2016)", () => Build(name, hasBottlenecks, blocks));
    }

    private static Blueprint Build(string name, bool hasBottlenecks, int[] blocks)
    {
        var builder = new BlueprintBuilder(name, new(3, 224, 224));
        Wire x;
        using (builder.Scope("conv1", "Conv7×7 & max pool"))
            x = builder.MaximumPool(
                builder.Relu(Convolve(builder, builder.Input, 64, 7, stride: 2)), 3, stride: 2, Padding.All(1));
        for (var stage = 0; stage < blocks.Length; stage++)
        {
            var (filters, stride) = (64 << stage, stage == 0 ? 1 : 2);
            using var scope = builder.Scope(
                string.Create(CultureInfo.InvariantCulture, $"conv{stage + 2}"),
                string.Create(
                    CultureInfo.InvariantCulture, $"{(hasBottlenecks ? "bottleneck" : "basic block")} {filters}"));
            for (var block = 0; block < blocks[stage]; block++)
                using (builder.Scope(string.Create(CultureInfo.InvariantCulture, $"layer {block + 1}")))
                    x = Block(builder, x, filters, block == 0 ? stride : 1, hasBottlenecks);
        }

        using (builder.Scope("classifier")) builder.Classify(x, classes: 1000);
        return builder.Build();
    }

    private static Wire Block(BlueprintBuilder builder, Wire x, int filters, int stride, bool hasBottlenecks)
    {
        Wire y;
        if (hasBottlenecks)
        {
            y = builder.Relu(Convolve(builder, x, filters, 1));
            y = builder.Relu(Convolve(builder, y, filters, 3, stride));
            y = Convolve(builder, y, Expansion * filters, 1);
        }
        else
        {
            y = builder.Relu(Convolve(builder, x, filters, 3, stride));
            y = Convolve(builder, y, filters, 3);
        }

        var shortcut = x.Shape == y.Shape ? x : Convolve(builder, x, y.Channels, 1, stride);
        return builder.Relu(builder.Sum(y, shortcut));
    }

    private static Wire Convolve(BlueprintBuilder builder, Wire x, int filters, int size, int stride = 1) =>
        builder.Normalize(builder.Convolution(x, filters, size, stride, Padding.All(size / 2)), Normalization);
}
