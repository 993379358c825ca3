namespace Pathwise.ArchitectureSearch.MobileBlocks;

/// <summary>What a layer of a mobile network does.</summary>
public enum MobileOperation
{
    /// <summary>A convolution.</summary>
    Convolution,

    /// <summary>MBConv, the inverted bottleneck: 1 × 1 to e times the channels, a depthwise convolution, 1 × 1 down to
    /// the filters without activation. With e = 1, without its first part, it is a depthwise-separable convolution.
    /// </summary>
    InvertedBottleneck,
}
