namespace Pathwise.Environments;

/// <summary>Cells in rows, one for each state: state <c>row · Width + column</c>, row 0 at the top.</summary>
/// <remarks>Actions that move in a grid are named <c>left</c>, <c>right</c>, <c>up</c> and <c>down</c>, so that
/// whoever prints a policy can print arrows. Immutable.</remarks>
public sealed class GridLayout
{
    private readonly string[] _rows;

    /// <inheritdoc cref="GridLayout"/>
    /// <param name="rows">What stands in each cell, a letter or a space; rows of equal lengths, at least one.</param>
    /// <exception cref="ArgumentException">There is no cell, or rows differ in length.</exception>
    public GridLayout(params IReadOnlyList<string> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        _rows = [.. rows];
        if (_rows.Length == 0 || _rows[0].Length == 0 || Array.Exists(_rows, row => row.Length != _rows[0].Length))
            throw new ArgumentException("A grid has rows of equal lengths, with at least one cell.", nameof(rows));
    }

    /// <summary>Columns.</summary>
    public int Width => _rows[0].Length;

    /// <summary>Rows.</summary>
    public int Height => _rows.Length;

    /// <summary>Cells: states.</summary>
    public int Count => Width * Height;

    /// <summary>What stands in each cell, row by row from the top.</summary>
    public IReadOnlyList<string> Rows => _rows;

    /// <summary>What stands in a state's cell.</summary>
    public char this[int state] => _rows[state / Width][state % Width];

    /// <summary>The state that is reached from another by one step; at the edge, the same one.</summary>
    /// <param name="state">Where from.</param>
    /// <param name="down">Rows down: 1, 0 or −1.</param>
    /// <param name="right">Columns to the right: 1, 0 or −1.</param>
    public int Move(int state, int down, int right)
    {
        var row = Math.Clamp((state / Width) + down, 0, Height - 1);
        var column = Math.Clamp((state % Width) + right, 0, Width - 1);
        return (row * Width) + column;
    }

    /// <summary>The middle of a state's cell in the plane: cells are of size 1, y grows upwards.</summary>
    public Point CentreOf(int state) => new((state % Width) + 0.5, Height - 0.5 - (state / Width));
}
