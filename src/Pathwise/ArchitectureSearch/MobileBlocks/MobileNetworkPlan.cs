using System.Collections.Immutable;
using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch.MobileBlocks;

/// <summary>A mobile network: a strided convolution, stages, a convolution of 1 × 1, and a classifier.</summary>
/// <remarks>Sources: Sandler et al. (2018), MobileNetV2; Tan et al. (2019), MnasNet; Tan, Le (2019), EfficientNet, and
/// the code released with the two last (TensorFlow TPU models, <c>official/efficientnet</c>).</remarks>
public sealed record MobileNetworkPlan
{
    /// <summary>What the network is called.</summary>
    public required string Name { get; init; }

    /// <summary>The shape of an image.</summary>
    public required TensorShape Input { get; init; }

    /// <summary>What is told apart.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Filters of the first convolution.</summary>
    public int StemFilters { get; init; } = 32;

    /// <summary>Stride of the first convolution.</summary>
    public int StemStride { get; init; } = 2;

    /// <summary>The stages.</summary>
    public required ImmutableArray<MobileStage> Stages { get; init; }

    /// <summary>Filters of the last convolution.</summary>
    public int HeadFilters { get; init; } = 1280;

    /// <summary>The activation.</summary>
    public MobileActivation Activation { get; init; }

    /// <summary>Whether margins are symmetric, (k − 1) / 2 on each side, rather than TensorFlow's.</summary>
    public bool IsSymmetric { get; init; }

    /// <summary>The constants of batch normalisation.</summary>
    public BatchNormalizationLayer Normalization { get; init; } = new(Epsilon: 1e-3, Decay: 0.99);

    /// <summary>The chance that the last layer's path is dropped while training; earlier ones have less, in proportion
    /// to their number.</summary>
    public double DropPath { get; init; }

    /// <summary>The chance that a number is dropped before the last layer.</summary>
    public double Dropout { get; init; }

    /// <summary>The network.</summary>
    /// <exception cref="BadInputException">Images are too small.</exception>
    public Blueprint ToBlueprint() => new MobileNetwork(this).Build();
}
