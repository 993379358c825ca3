using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch.Costs;

/// <summary>What the layers of one stage cost together.</summary>
/// <param name="Name">The stage: the first part of the layers' scope.</param>
/// <param name="Description">What it is made of, in a few words; may be empty.</param>
/// <param name="Layers">How often its layer is repeated: parts of its scope that are called layer, at least 1.</param>
/// <param name="Input">The shape of what its first layer takes.</param>
/// <param name="Output">The shape of its last layer's output.</param>
/// <param name="Channels">The channels of its output; of a stage that ends in classes, the features they come from.
/// </param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="MultiplyAdds">Products of a weight and a number, for one image.</param>
public sealed record StageCost(
    string Name, string Description, int Layers, TensorShape Input, TensorShape Output, int Channels,
    long Parameters, long MultiplyAdds);
