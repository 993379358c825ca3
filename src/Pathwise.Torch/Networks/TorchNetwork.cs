using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Torch.Native;
using static TorchSharp.torch;

namespace Pathwise.Torch.Networks;

/// <summary>A blueprint on libtorch: its forward pass, which libtorch can differentiate.</summary>
/// <remarks>
/// <para>All trained numbers are one flat vector, as <see cref="WeightLayout"/> lays them out, and so is their
/// gradient: an optimizer sees one tensor, and a child is saved by one copy.</para>
/// <para>Every tensor within is [batch, channels, height, width], a vector's height and width being 1.</para>
/// <para>Not thread-safe. Tensors of a pass live until the dispose scope around it ends.</para>
/// </remarks>
internal sealed class TorchNetwork : IDisposable
{
    private readonly long[] _sizes;

    static TorchNetwork() => NativeTorch.EnsureLoaded();

    /// <inheritdoc cref="TorchNetwork"/>
    /// <param name="blueprint">The network.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="type">Its numbers' type: double to check gradients.</param>
    public TorchNetwork(Blueprint blueprint, Device? device = null, ScalarType type = ScalarType.Float32)
    {
        (Blueprint, Layout) = (blueprint, new(blueprint));
        _sizes = [.. Layout.Blocks.Select(block => (long)block.Count)];
        Parameters = zeros(Layout.Parameters, type, device, requires_grad: true);
        Statistics = zeros(Layout.Statistics, type, device);
    }

    /// <summary>The network without its numbers.</summary>
    public Blueprint Blueprint { get; }

    /// <summary>Where its numbers lie.</summary>
    public WeightLayout Layout { get; }

    /// <summary>θ, [Layout.Parameters]; its gradient is added to its <c>grad</c>.</summary>
    public Tensor Parameters { get; }

    /// <summary>The running averages of batch normalisation, [Layout.Statistics].</summary>
    public Tensor Statistics { get; }

    /// <summary>f(x; θ).</summary>
    /// <param name="images">x, [batch, channels, height, width].</param>
    /// <param name="noise">What is random in training; null for a pass that is not training: averages instead of the
    /// batch's moments, nothing dropped.</param>
    /// <returns>[batch, outputs].</returns>
    public Tensor Forward(Tensor images, TrainingNoise? noise)
    {
        var weights = Layout.Blocks.IsEmpty ? [] : Parameters.split(_sizes);
        var values = new Tensor[Blueprint.Nodes.Length];
        foreach (var node in Blueprint.Nodes)
        {
            var inputs = Array.ConvertAll([.. node.Inputs], input => values[input]);
            values[node.Index] = node.Layer is InputLayer ? images : Apply(node, inputs, weights, noise);
        }

        return values[^1].flatten(1);
    }

    /// <summary>Copies of all numbers.</summary>
    public NetworkWeights Weights() => new(Blueprint, Numbers(Parameters), Numbers(Statistics));

    /// <summary>Takes over numbers.</summary>
    /// <param name="parameters">θ.</param>
    /// <param name="statistics">The running averages.</param>
    public void Set(float[] parameters, float[] statistics)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Parameters.copy_(tensor(parameters));
        Statistics.copy_(tensor(statistics));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Parameters.Dispose();
        Statistics.Dispose();
    }

    private Tensor Apply(BlueprintNode node, Tensor[] inputs, Tensor[] weights, TrainingNoise? noise)
    {
        var x = inputs[0];
        switch (node.Layer)
        {
            case ConvolutionLayer convolution:
                var margins = convolution.Padding.Around(Blueprint.InputShape(node), convolution.Window);
                return TorchOperations.Convolution(
                    x, Weight(node, weights, 0), Bias(node, convolution.HasBias, weights), convolution, margins);
            case LinearLayer linear:
                return nn.functional.linear(
                    x.flatten(1), Weight(node, weights, 0), Bias(node, linear.HasBias, weights))
                    .view(x.shape[0], linear.Outputs, 1, 1);
            case BatchNormalizationLayer normalization:
                var (start, channels) = (Layout.StatisticsOf(node.Index), node.Shape.Channels);
                return nn.functional.batch_norm(
                    x, Statistics.narrow(0, start, channels), Statistics.narrow(0, start + channels, channels),
                    Weight(node, weights, 0), Weight(node, weights, 1), training: noise is not null,
                    momentum: 1 - normalization.Decay, eps: normalization.Epsilon);
            case PoolingLayer pooling:
                return TorchOperations.Pool(
                    x, pooling, pooling.Padding.Around(Blueprint.InputShape(node), pooling.Window));
            case ActivationLayer activation:
                return TorchOperations.Activate(x, activation.Function);
            case ClampLayer clamp:
                return x.clamp(clamp.Low, clamp.High);
            case AdditionLayer:
                return inputs.Skip(1).Aggregate(x, (sum, input) => sum + input);
            case ConcatenationLayer:
                return cat(inputs, 1);
            case GlobalPoolingLayer:
                return x.mean([2, 3], keepdim: true);
            case ScalingLayer:
                return x * inputs[1];
            case PadLayer pad:
                return TorchOperations.Pad(x, pad.Margins, 0);
            case CropLayer { Margins: var cut }:
                return x.narrow(2, cut.Top, node.Shape.Height).narrow(3, cut.Left, node.Shape.Width);
            case ZeroLayer:
                return zeros_like(x);
            case DropoutLayer { Rate: > 0 } dropout when noise is not null:
                return x * Mask(noise.Mask(dropout.Rate, x.NumberOfElements), x.shape);
            case DropPathLayer path when noise is not null:
                var rate = path.IsScheduled ? path.Rate * noise.Progress : path.Rate;
                return rate > 0 ? x * Mask(noise.Mask(rate, x.shape[0]), [x.shape[0], 1, 1, 1]) : x;
            case DropoutLayer or DropPathLayer:
                return x;
            default:
                throw new ArgumentException($"Nobody knows how to compute the layer '{node.Layer}'.");
        }
    }

    private Tensor Weight(BlueprintNode node, Tensor[] weights, int index)
    {
        var block = Layout.FirstBlock(node.Index) + index;
        return weights[block].view([.. Layout.Blocks[block].Shape]);
    }

    private Tensor? Bias(BlueprintNode node, bool hasBias, Tensor[] weights) =>
        hasBias ? Weight(node, weights, 1) : null;

    private Tensor Mask(float[] mask, long[] shape) =>
        tensor(mask).to(Parameters.dtype, Parameters.device).view(shape);

    private static float[] Numbers(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float32, CPU).data<float>().ToArray();
    }
}
