using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Randomness;

namespace Pathwise.Torch.Networks;

/// <summary>Initial weights: normal, with a variance that keeps the size of activations from layer to layer.</summary>
/// <remarks>Source: He et al. (2015), equation 10. A convolution's w ∼ N(0, 2 / fan-in), a linear layer's
/// w ∼ N(0, 1 / fan-in); b = β = 0, γ = 1; running means 0 and variances 1.</remarks>
internal static class HeNormal
{
    /// <summary>Draws what is trained, one number for each number of a kernel, in order.</summary>
    public static float[] Parameters(WeightLayout layout, Blueprint blueprint, ref Rng rng)
    {
        var parameters = new float[layout.Parameters];
        foreach (var block in layout.Blocks)
        {
            var numbers = parameters.AsSpan(block.Offset, block.Count);
            if (block.Role == WeightRole.Scale) numbers.Fill(1);
            if (block.Role != WeightRole.Kernel) continue;
            var gain = blueprint.Nodes[block.Node].Layer is ConvolutionLayer ? 2.0 : 1.0;
            var deviation = (float)Math.Sqrt(gain / block.FanIn);
            rng.FillNormal(numbers);
            foreach (ref var number in numbers) number *= deviation;
        }

        return parameters;
    }

    /// <summary>The running averages before the first step.</summary>
    public static float[] Statistics(WeightLayout layout, Blueprint blueprint)
    {
        var statistics = new float[layout.Statistics];
        foreach (var node in blueprint.Nodes)
            if (node.Layer is BatchNormalizationLayer)
                statistics.AsSpan(layout.StatisticsOf(node.Index) + node.Shape.Channels, node.Shape.Channels).Fill(1);
        return statistics;
    }
}
