namespace Pathwise.ArchitectureSearch.Cells;

/// <summary>What a cell can do with a hidden state.</summary>
public enum CellOperationKind
{
    /// <summary>Nothing; where shapes must change, a convolution of 1 × 1.</summary>
    Identity,

    /// <summary>A convolution of k × k.</summary>
    Convolution,

    /// <summary>A convolution of 1 × k, then one of k × 1.</summary>
    Factorized,

    /// <summary>A convolution of k × k with a dilation of 2.</summary>
    Dilated,

    /// <summary>A depthwise-separable convolution of k × k, twice.</summary>
    Separable,

    /// <summary>The mean of k × k.</summary>
    AveragePool,

    /// <summary>The largest of k × k.</summary>
    MaximumPool,
}
