using System.Numerics;

namespace Pathwise.Environments.MinAtar;

/// <summary>A set of cells of the grid, a bit each.</summary>
/// <param name="Upper">Rows 0 to 4, ten bits each from the lowest on; in a row, column 0 is the lowest bit.</param>
/// <param name="Lower">Rows 5 to 9.</param>
internal readonly record struct Board(ulong Upper, ulong Lower)
{
    /// <summary>Rows, and columns.</summary>
    public const int Size = 10;

    /// <summary>How many cells there are.</summary>
    public const int Cells = Size * Size;

    private const int HalfRows = 5, HalfBits = HalfRows * Size;
    private const ulong FullHalf = (1UL << HalfBits) - 1;
    private const ulong FirstRow = (1UL << Size) - 1;
    private const ulong FirstColumn = 1 | 1UL << 10 | 1UL << 20 | 1UL << 30 | 1UL << 40;
    private const ulong LastColumn = FirstColumn << (Size - 1);

    /// <summary>How many cells are in it.</summary>
    public int Count => BitOperations.PopCount(Upper) + BitOperations.PopCount(Lower);

    /// <summary>Whether no cell is in it.</summary>
    public bool IsEmpty => (Upper | Lower) == 0;

    /// <summary>The cells one row further up; those of row 0 are gone.</summary>
    public Board ShiftedUp => new((Upper >> Size) | ((Lower & FirstRow) << (HalfBits - Size)), Lower >> Size);

    /// <summary>The cells one row further down; those of row 9 are gone.</summary>
    public Board ShiftedDown =>
        new((Upper << Size) & FullHalf, ((Lower << Size) & FullHalf) | (Upper >> (HalfBits - Size)));

    /// <summary>The cells one row further down; those of row 9 come to row 0.</summary>
    public Board RolledDown => ShiftedDown | new Board(Lower >> (HalfBits - Size), 0);

    /// <summary>The cells one column further left; those of column 0 are gone.</summary>
    public Board ShiftedLeft => new((Upper & ~FirstColumn) >> 1, (Lower & ~FirstColumn) >> 1);

    /// <summary>The cells one column further right; those of column 9 are gone.</summary>
    public Board ShiftedRight => new((Upper & ~LastColumn) << 1, (Lower & ~LastColumn) << 1);

    /// <summary>Whether a cell of column 0 is in it.</summary>
    public bool TouchesLeft => ((Upper | Lower) & FirstColumn) != 0;

    /// <summary>Whether a cell of column 9 is in it.</summary>
    public bool TouchesRight => ((Upper | Lower) & LastColumn) != 0;

    /// <summary>Whether a cell of row 9 is in it.</summary>
    public bool TouchesBottom => Lower >> (HalfBits - Size) != 0;

    /// <summary>The cells of both.</summary>
    public static Board operator |(Board left, Board right) => new(left.Upper | right.Upper, left.Lower | right.Lower);

    /// <summary>The cells that are in both.</summary>
    public static Board operator &(Board left, Board right) => new(left.Upper & right.Upper, left.Lower & right.Lower);

    /// <summary>The cells of the first that are not in the second.</summary>
    public static Board operator -(Board left, Board right) =>
        new(left.Upper & ~right.Upper, left.Lower & ~right.Lower);

    /// <summary>A single cell.</summary>
    public static Board Of(int row, int column) => row < HalfRows
        ? new(1UL << ((row * Size) + column), 0)
        : new(0, 1UL << (((row - HalfRows) * Size) + column));

    /// <summary>The cells of a rectangle, its far ends excluded.</summary>
    public static Board Rectangle(Range rows, Range columns)
    {
        var board = default(Board);
        for (var row = rows.Start.Value; row < rows.End.Value; row++)
            for (var column = columns.Start.Value; column < columns.End.Value; column++)
                board |= Of(row, column);
        return board;
    }

    /// <summary>Whether a cell is in it.</summary>
    public bool Contains(int row, int column) => !(this & Of(row, column)).IsEmpty;

    /// <summary>Whether a cell of a row is in it.</summary>
    public bool TouchesRow(int row) => ((row < HalfRows ? Upper >> (row * Size) : Lower >> ((row - HalfRows) * Size))
        & FirstRow) != 0;

    /// <summary>The lowest row of a column that is in it, or −1 if none is.</summary>
    public int LowestIn(int column)
    {
        var lower = Lower & (FirstColumn << column);
        if (lower != 0) return HalfRows + (BitOperations.Log2(lower) / Size);
        var upper = Upper & (FirstColumn << column);
        return upper != 0 ? BitOperations.Log2(upper) / Size : -1;
    }
}
