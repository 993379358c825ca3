using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace Pathwise.Torch.Networks;

/// <summary>Layers that libtorch has in a narrower form: it pads both sides alike.</summary>
internal static class TorchOperations
{
    /// <summary>A convolution with any margin of zeros.</summary>
    public static Tensor Convolution(Tensor x, Tensor kernel, Tensor? bias, ConvolutionLayer layer, Margins margins)
    {
        var window = layer.Window;
        if (!IsEven(margins)) (x, margins) = (Pad(x, margins, 0), default);
        return nn.functional.conv2d(
            x, kernel, bias, [window.StrideHeight, window.StrideWidth], [margins.Top, margins.Left],
            [window.Dilation, window.Dilation], layer.Groups);
    }

    /// <summary>The greatest number or the mean of each window.</summary>
    public static Tensor Pool(Tensor x, PoolingLayer layer, Margins margins)
    {
        var window = layer.Window;
        if (window.Dilation != 1) throw new ArgumentException("Pooling has no dilation.", nameof(layer));
        long[] size = [window.Height, window.Width], stride = [window.StrideHeight, window.StrideWidth];
        if (layer.Kind == PoolingKind.Maximum)
        {
            var inside = Fits(margins, window);
            return nn.functional.max_pool2d(
                inside ? x : Pad(x, margins, double.NegativeInfinity), size, stride,
                inside ? [margins.Top, margins.Left] : [0, 0]);
        }

        if (Fits(margins, window))
            return nn.functional.avg_pool2d(x, size, stride, [margins.Top, margins.Left],
                count_include_pad: layer.CountsPadding);
        var mean = nn.functional.avg_pool2d(Pad(x, margins, 0), size, stride);
        if (layer.CountsPadding) return mean;
        var ones = torch.ones([1, 1, x.shape[2], x.shape[3]], x.dtype, x.device);
        return mean / nn.functional.avg_pool2d(Pad(ones, margins, 0), size, stride);    // Σ/k² ÷ (numbers inside)/k²
    }

    /// <summary>f(x), number by number.</summary>
    public static Tensor Activate(Tensor x, Activation function) => function switch
    {
        Activation.Identity => x,
        Activation.Relu => nn.functional.relu(x),
        Activation.Silu => nn.functional.silu(x),
        Activation.Sigmoid => x.sigmoid(),
        Activation.Tanh => x.tanh(),
        Activation.Softplus => nn.functional.softplus(x),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "There is no such activation."),
    };

    /// <summary>Puts a number around images.</summary>
    public static Tensor Pad(Tensor x, Margins margins, double value) => margins.IsEmpty ? x : nn.functional.pad(
        x, [margins.Left, margins.Right, margins.Top, margins.Bottom], PaddingModes.Constant, value);

    private static bool IsEven(Margins margins) =>
        margins.Top == margins.Bottom && margins.Left == margins.Right;

    /// <summary>Whether libtorch's pooling takes the margin: alike on both sides, and at most half a window.</summary>
    private static bool Fits(Margins margins, Window window) =>
        IsEven(margins) && margins.Top <= window.Height / 2 && margins.Left <= window.Width / 2;
}
