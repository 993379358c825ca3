namespace Pathwise.ArchitectureSearch.Cells;

/// <summary>How a block makes one state of two.</summary>
public enum CellCombiner
{
    /// <summary>Their sum.</summary>
    Addition,

    /// <summary>The channels of both.</summary>
    Concatenation,
}
