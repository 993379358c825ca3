using System.Globalization;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Numerics;

namespace Pathwise.ArchitectureSearch.Exports;

/// <summary>One layer as an expression of TorchSharp.</summary>
internal static class LayerSource
{
    /// <summary>The expression; <c>x7</c> is the output of node 7, <c>layer7</c> its weights.</summary>
    public static string Of(Blueprint blueprint, BlueprintNode node)
    {
        var x = Name(node.Inputs[0]);
        return node.Layer switch
        {
            ConvolutionLayer layer => Apply(node, Padded(
                x, layer.Padding.Around(blueprint.InputShape(node), layer.Window), "0")),
            BatchNormalizationLayer => Apply(node, x),
            LinearLayer => Apply(node, $"{x}.flatten(1)"),
            ActivationLayer layer => Activated(x, layer.Function),
            ClampLayer layer => Invariant($"{x}.clamp({layer.Low:R}, {layer.High:R})"),
            PoolingLayer layer => Pooled(x, layer, layer.Padding.Around(blueprint.InputShape(node), layer.Window)),
            GlobalPoolingLayer => $"{x}.mean([2L, 3L], keepdim: true)",      // a vector stays an image of 1 × 1
            AdditionLayer => string.Join(" + ", node.Inputs.Select(Name)),
            ConcatenationLayer => $"cat([{string.Join(", ", node.Inputs.Select(Name))}], 1)",
            ScalingLayer => $"{x} * {Name(node.Inputs[1])}",
            PadLayer layer => $"functional.pad({x}, {Sides(layer.Margins)})",
            CropLayer layer => Cropped(x, layer.Margins),
            DropoutLayer layer => Invariant($"functional.dropout({x}, {layer.Rate:R}, training)"),
            DropPathLayer layer => Invariant($"DropPath({x}, {layer.Rate:R})"),
            ZeroLayer => $"zeros_like({x})",
            _ => throw new ArgumentOutOfRangeException(
                nameof(node), node.Layer, "There is no source for such a layer."),
        };
    }

    private static string Apply(BlueprintNode node, string x) => Invariant($"layer{node.Index}.forward({x})");

    private static string Name(int node) => Invariant($"x{node}");

    private static string Padded(string x, Margins margins, string value) =>
        margins.IsEmpty ? x : $"functional.pad({x}, {Sides(margins)}, value: {value})";

    private static string Sides(Margins margins) =>
        Invariant($"[{margins.Left}L, {margins.Right}L, {margins.Top}L, {margins.Bottom}L]");

    private static string Activated(string x, Activation function) => function switch
    {
        Activation.Relu => $"functional.relu({x})",
        Activation.Silu => $"functional.silu({x})",
        Activation.Sigmoid => $"{x}.sigmoid()",
        Activation.Tanh => $"{x}.tanh()",
        Activation.Softplus => $"functional.softplus({x})",
        _ => x,
    };

    /// <summary>Pools of a padded image; a mean that does not count the padding divides by the share that is
    /// inside.</summary>
    private static string Pooled(string x, PoolingLayer layer, Margins margins)
    {
        var window = Invariant($"[{layer.Window.Height}L, {layer.Window.Width}L], ")
            + Invariant($"[{layer.Window.StrideHeight}L, {layer.Window.StrideWidth}L]");
        if (layer.Kind == PoolingKind.Maximum)
            return $"functional.max_pool2d({Padded(x, margins, "double.NegativeInfinity")}, {window})";
        var mean = $"functional.avg_pool2d({Padded(x, margins, "0")}, {window})";
        return layer.CountsPadding || margins.IsEmpty
            ? mean
            : $"{mean} / functional.avg_pool2d({Padded($"ones_like({x})", margins, "0")}, {window})";
    }

    private static string Cropped(string x, Margins margins)
    {
        return $"{x}[.., .., {Range(margins.Top, margins.Bottom)}, {Range(margins.Left, margins.Right)}]";

        static string Range(int first, int last) => Invariant($"{first}..{(last == 0 ? "" : Invariant($"^{last}"))}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
