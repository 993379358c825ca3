using System.Globalization;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Numerics;

namespace Pathwise.ArchitectureSearch.MobileBlocks;

/// <summary>Builds a mobile network, stage by stage.</summary>
internal sealed class MobileNetwork(MobileNetworkPlan plan)
{
    private readonly BlueprintBuilder _builder = new(plan.Name, plan.Input);
    private readonly int _layers = plan.Stages.Sum(stage => stage.Layers);
    private int _layer;

    public Blueprint Build()
    {
        Wire x;
        using (_builder.Scope("stage 1", "Conv3×3"))
            x = ConvolveAndActivate(_builder.Input, plan.StemFilters, size: 3, plan.StemStride);
        for (var i = 0; i < plan.Stages.Length; i++)
            using (_builder.Scope(Numbered("stage", i + 2), plan.Stages[i].ToString()))
                x = Stage(plan.Stages[i], x);
        using (_builder.Scope(Numbered("stage", plan.Stages.Length + 2), "Conv1×1 & Pooling & FC"))
            _builder.Classify(ConvolveAndActivate(x, plan.HeadFilters, size: 1), plan.Classes, plan.Dropout);
        return _builder.Build();
    }

    private Wire Stage(MobileStage stage, Wire x)
    {
        for (var i = 0; i < stage.Layers; i++)
            using (_builder.Scope(Numbered("layer", i + 1)))
                x = Layer(stage, x, i == 0 ? stage.Stride : 1);
        return x;
    }

    private Wire Layer(MobileStage stage, Wire x, int stride)
    {
        var y = stage.Operation == MobileOperation.Convolution
            ? Squeeze(ConvolveAndActivate(x, stage.Filters, stage.Kernel, stride), x.Channels, stage.Squeeze)
            : Bottleneck(stage, x, stride);
        var dropRate = plan.DropPath * _layer++ / _layers;
        if (Skipped(stage.Skip, x, y, stride) is not { } skipped) return y;
        if (dropRate > 0) y = _builder.Add(new DropPathLayer(dropRate, IsScheduled: false), y);
        return _builder.Sum(y, skipped);
    }

    private Wire Bottleneck(MobileStage stage, Wire x, int stride)
    {
        var y = x;
        if (stage.Expansion != 1)
            using (_builder.Scope("expand"))
                y = ConvolveAndActivate(y, stage.Expansion * x.Channels, size: 1);
        using (_builder.Scope("depthwise"))
            y = Activate(Normalize(_builder.Depthwise(y, stage.Kernel, stride, PaddingOf(stage.Kernel))));
        y = Squeeze(y, x.Channels, stage.Squeeze);
        using (_builder.Scope("project"))
            return Normalize(_builder.Convolution(y, stage.Filters, size: 1));
    }

    /// <summary>Squeeze-and-excitation: each channel times a number in (0, 1) that is found from the means of
    /// all.</summary>
    /// <param name="x">The image.</param>
    /// <param name="inputs">Channels of the layer's input: what the share is of.</param>
    /// <param name="share">The share; 0: nothing is done.</param>
    private Wire Squeeze(Wire x, int inputs, double share)
    {
        if (share <= 0) return x;
        using var scope = _builder.Scope("squeeze");
        var means = _builder.Add(new GlobalPoolingLayer(), x);
        var few = Activate(_builder.Convolution(means, Math.Max(1, (int)(inputs * share)), size: 1, hasBias: true));
        var gates = _builder.Convolution(few, x.Channels, size: 1, hasBias: true);
        return _builder.Add(new ScalingLayer(), x, _builder.Activate(gates, Activation.Sigmoid));
    }

    private Wire? Skipped(MobileSkip skip, Wire x, Wire y, int stride) => skip switch
    {
        MobileSkip.Identity when x.Shape == y.Shape && stride == 1 => x,
        MobileSkip.Pool when x.Channels == y.Channels => _builder.AveragePool(x, size: 3, stride),
        _ => null,
    };

    private Wire ConvolveAndActivate(Wire x, int filters, int size, int stride = 1) =>
        Activate(Normalize(_builder.Convolution(x, filters, size, stride, PaddingOf(size))));

    private Wire Normalize(Wire x) => _builder.Normalize(x, plan.Normalization);

    private Wire Activate(Wire x) => plan.Activation switch
    {
        MobileActivation.Swish => _builder.Activate(x, Activation.Silu),
        MobileActivation.Relu6 => _builder.Add(new ClampLayer(0, 6), _builder.Relu(x)),
        _ => _builder.Relu(x),
    };

    private Padding PaddingOf(int size) => plan.IsSymmetric ? Padding.All((size - 1) / 2) : Padding.Same;

    private static string Numbered(string name, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
}
