namespace Pathwise.ArchitectureSearch.MobileBlocks;

/// <summary>What is added to the result of a layer of a mobile network.</summary>
public enum MobileSkip
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The layer's input, where shapes are equal.</summary>
    Identity,

    /// <summary>The 3 × 3 mean of the layer's input, with the layer's stride, where channels are equal.</summary>
    Pool,
}
