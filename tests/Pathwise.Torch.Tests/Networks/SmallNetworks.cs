using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Numerics;

namespace Pathwise.Torch.Tests.Networks;

/// <summary>A small network around each layer, in each form that it has.</summary>
internal static class SmallNetworks
{
    private static readonly TensorShape Image = new(4, 5, 6), EvenImage = new(4, 6, 8);
    private static readonly BatchNormalizationLayer Normalization = new(1e-3, 0.9);

    public static IReadOnlyDictionary<string, Blueprint> All { get; } = new Dictionary<string, Blueprint>
    {
        ["convolution 3×3"] = Of(Image, (b, x) => b.Convolution(x, 3, 3)),
        ["convolution with bias"] = Of(Image, (b, x) => b.Convolution(x, 3, 3, hasBias: true)),
        ["convolution 3×3, stride 2, odd"] = Of(Image, (b, x) => b.Convolution(x, 3, 3, stride: 2)),
        ["convolution 3×3, stride 2, even"] = Of(EvenImage, (b, x) => b.Convolution(x, 3, 3, stride: 2)),
        ["convolution 3×3, stride 2, valid"] = Of(Image, (b, x) => b.Convolution(x, 3, 3, 2, Padding.Valid)),
        ["convolution 1×3"] = Of(Image, (b, x) => b.Add(Convolution(new(1, 3)), x)),
        ["convolution 7×1"] = Of(Image, (b, x) => b.Add(Convolution(new(7, 1)), x)),
        ["convolution dilated"] = Of(Image, (b, x) => b.Add(Convolution(Window.Square(3, dilation: 2)), x)),
        ["convolution dilated, stride 2"] = Of(EvenImage, (b, x) => b.Add(Convolution(Window.Square(3, 2, 2)), x)),
        ["convolution in groups"] = Of(Image, (b, x) => b.Convolution(x, 6, 3, groups: 2)),
        ["depthwise 5×5"] = Of(Image, (b, x) => b.Depthwise(x, 5)),
        ["depthwise 7×7, stride 2"] = Of(EvenImage, (b, x) => b.Depthwise(x, 7, stride: 2)),
        ["margin told"] = Of(Image, (b, x) => b.Convolution(x, 3, 3, padding: Padding.Explicit(new(2, 0, 1, 3)))),
        ["maximum 3×3"] = Of(Image, (b, x) => b.MaximumPool(x, 3)),
        ["maximum 5×5, stride 2"] = Of(EvenImage, (b, x) => b.MaximumPool(x, 5, stride: 2)),
        ["maximum 7×7"] = Of(EvenImage, (b, x) => b.MaximumPool(x, 7)),
        ["mean 3×3"] = Of(Image, (b, x) => b.AveragePool(x, 3)),
        ["mean 3×3, stride 2, even"] = Of(EvenImage, (b, x) => b.AveragePool(x, 3, stride: 2)),
        ["mean with margin"] = Of(EvenImage, (b, x) => b.Add(Mean(Window.Square(3, 2), Padding.Same), x)),
        ["mean of one, stride 2"] = Of(Image, (b, x) => b.AveragePool(x, 1, stride: 2)),
        ["batch normalisation"] = Of(Image, (b, x) => b.Normalize(x, Normalization)),
        ["ReLU"] = Of(Image, (b, x) => b.Relu(x)),
        ["swish"] = Of(Image, (b, x) => b.Activate(x, Activation.Silu)),
        ["sigmoid"] = Of(Image, (b, x) => b.Activate(x, Activation.Sigmoid)),
        ["tanh"] = Of(Image, (b, x) => b.Activate(x, Activation.Tanh)),
        ["clamp"] = Of(Image, (b, x) => b.Add(new ClampLayer(-0.5, 1), x)),
        ["sum"] = Of(Image, (b, x) => b.Sum(b.Convolution(x, 4, 1), x)),
        ["concatenation"] = Of(Image, (b, x) => b.Concatenate(b.Relu(x), x, b.Convolution(x, 2, 1))),
        ["zero"] = Of(Image, (b, x) => b.Sum(b.Add(new ZeroLayer(), x), b.Convolution(x, 4, 1))),
        ["pad and crop"] = Of(Image, Moved),
        ["linear"] = Of(Image, (b, x) => b.Add(new LinearLayer(3, HasBias: true), x)),
        ["classifier"] = Of(Image, (b, x) => b.Classify(x, 3)),
        ["classifier with dropout"] = Of(Image, (b, x) => b.Classify(x, 3, dropout: 0.3)),
        ["drop path"] = Of(Image, (b, x) => b.Add(new DropPathLayer(0.5, IsScheduled: false), b.Convolution(x, 3, 1))),
        ["squeeze and excitation"] = Of(Image, Squeeze),
        ["factorised reduction"] = Of(EvenImage, FactorizedReduction),
        ["separable convolution, twice"] = Of(EvenImage, SeparableTwice),
        ["inverted bottleneck"] = Of(Image, Bottleneck),
    };

    private static Blueprint Of(TensorShape input, Func<BlueprintBuilder, Wire, Wire> network)
    {
        var builder = new BlueprintBuilder("small", input);
        network(builder, builder.Input);
        return builder.Build();
    }

    private static ConvolutionLayer Convolution(Window window) => new(3, window, Padding.Same, 1, HasBias: false);

    private static PoolingLayer Mean(Window window, Padding padding) =>
        new(PoolingKind.Average, window, padding, CountsPadding: true);

    private static Wire Squeeze(BlueprintBuilder b, Wire x)
    {
        var squeezed = b.Convolution(b.Add(new GlobalPoolingLayer(), x), 2, 1, hasBias: true);
        var excited = b.Convolution(b.Activate(squeezed, Activation.Silu), x.Channels, 1, hasBias: true);
        return b.Add(new ScalingLayer(), x, b.Activate(excited, Activation.Sigmoid));
    }

    private static Wire FactorizedReduction(BlueprintBuilder b, Wire x)
    {
        var straight = b.Convolution(b.AveragePool(x, 1, stride: 2), 3, 1);
        var moved = b.Convolution(b.AveragePool(Moved(b, x), 1, stride: 2), 3, 1);
        return b.Normalize(b.Concatenate(straight, moved), Normalization);
    }

    private static Wire Moved(BlueprintBuilder b, Wire x) =>
        b.Add(new CropLayer(new(1, 1, 0, 0)), b.Add(new PadLayer(new(0, 0, 1, 1)), x));

    private static Wire SeparableTwice(BlueprintBuilder b, Wire x)
    {
        for (var stride = 2; stride > 0; stride--)
            x = b.Normalize(b.Convolution(b.Depthwise(b.Relu(x), 5, stride), 3, 1), Normalization);
        return x;
    }

    private static Wire Bottleneck(BlueprintBuilder b, Wire x)
    {
        var wide = b.Activate(b.Normalize(b.Convolution(x, 8, 1), Normalization), Activation.Silu);
        var deep = b.Activate(b.Normalize(b.Depthwise(wide, 3), Normalization), Activation.Silu);
        var narrow = b.Normalize(b.Convolution(Squeeze(b, deep), x.Channels, 1), Normalization);
        return b.Sum(b.Add(new DropPathLayer(0.4, IsScheduled: true), narrow), x);
    }
}
