namespace Pathwise.ArchitectureSearch.Cells;

/// <summary>A NASNet architecture: a normal cell, and a reduction cell, which halves the sides of the image.</summary>
/// <param name="Normal">The normal cell.</param>
/// <param name="Reduction">The reduction cell.</param>
public sealed record CellPair(Cell Normal, Cell Reduction)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">Two cells with a slash between.</param>
    /// <exception cref="BadInputException">It is none; the sentence says in which cell.</exception>
    public static CellPair Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cells = text.Split('/');
        return cells.Length == 2
            ? new(Read(cells[0], "normal"), Read(cells[1], "reduction"))
            : throw new BadInputException(
                $"'{text}' is not a normal and a reduction cell with a slash between; a cell is blocks with commas "
                + "between, as in sep5@0+avg3@1,id@0+max3@2.");
    }

    /// <summary>Both with their blocks in the canonical order.</summary>
    public CellPair Canonical() => new(CellIsomorphism.Canonical(Normal), CellIsomorphism.Canonical(Reduction));

    /// <summary>The normal cell, a slash, the reduction cell.</summary>
    public override string ToString() => $"{Normal}/{Reduction}";

    private static Cell Read(string text, string name)
    {
        try
        {
            return Cell.Parse(text);
        }
        catch (BadInputException cause)
        {
            throw new BadInputException($"In the {name} cell: {cause.Message}", cause);
        }
    }
}
