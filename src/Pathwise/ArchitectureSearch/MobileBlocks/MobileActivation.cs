namespace Pathwise.ArchitectureSearch.MobileBlocks;

/// <summary>The activation of a mobile network.</summary>
public enum MobileActivation
{
    /// <summary>max(x, 0): MnasNet.</summary>
    Relu,

    /// <summary>min(max(x, 0), 6): MobileNetV2.</summary>
    Relu6,

    /// <summary>x · σ(x): EfficientNet.</summary>
    Swish,
}
