using System.Globalization;

namespace Pathwise.ArchitectureSearch.Cells;

/// <summary>A block of a cell: an operation on each of two hidden states, and how the results become one.</summary>
/// <remarks>States are numbered: 0 is h_i, the output of the cell before; 1 is h_{i−1}, that of the one before it;
/// k ≥ 2 is what block k − 1 of this cell makes (blocks are counted from 1).</remarks>
/// <param name="InputA">The state that A takes.</param>
/// <param name="InputB">The state that B takes.</param>
/// <param name="OperationA">What is done with A's.</param>
/// <param name="OperationB">What is done with B's.</param>
/// <param name="Combiner">How the two become one.</param>
public sealed record CellBlock(
    int InputA, int InputB, CellOperation OperationA, CellOperation OperationB, CellCombiner Combiner)
{
    /// <summary><c>sep5@0+id@2</c>, or <c>sep5@0++id@2</c> where the results are concatenated.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{OperationA}@{InputA}{(Combiner == CellCombiner.Addition ? "+" : "++")}{OperationB}@{InputB}");
}
