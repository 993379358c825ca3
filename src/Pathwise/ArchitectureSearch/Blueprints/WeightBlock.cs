using System.Collections.Immutable;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>Trainable numbers that belong together.</summary>
/// <param name="Node">The index of the node whose they are.</param>
/// <param name="Role">What they do there.</param>
/// <param name="Shape">[filters, channels of a group, height, width] of a convolution's kernel, [outputs, inputs] of a
/// linear layer's, [channels] of all others.</param>
/// <param name="Offset">Where they begin among all trainable numbers of the network.</param>
/// <param name="Count">How many they are: the product of the shape.</param>
public sealed record WeightBlock(int Node, WeightRole Role, ImmutableArray<long> Shape, int Offset, int Count)
{
    /// <summary>Inputs of one output number: for initial weights.</summary>
    public int FanIn => (int)(Count / Shape[0]);
}
