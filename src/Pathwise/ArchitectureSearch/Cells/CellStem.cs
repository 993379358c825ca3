namespace Pathwise.ArchitectureSearch.Cells;

/// <summary>What stands before the cells.</summary>
public enum CellStem
{
    /// <summary>A convolution of 3 × 3: for small images, as CIFAR-10's.</summary>
    Convolution,

    /// <summary>A convolution of 3 × 3 with stride 2 and two reduction cells of F/4 and F/2 filters: for large images,
    /// as ImageNet's.</summary>
    Reductions,
}
