namespace Pathwise.Environments;

/// <summary>Draws a grid: its cells, what stands in them, and who walks there.</summary>
internal static class GridScenery
{
    private const double Line = 0.03;

    /// <summary>Draws a state. Holes <c>H</c> are grey discs, cliffs <c>C</c> red, terminal cells <c>T</c> grey; other
    /// letters stand as they are, goals <c>G</c> in green.</summary>
    /// <param name="grid">The cells.</param>
    /// <param name="state">Where the walker is; a blue disc.</param>
    /// <param name="canvas">Where to draw.</param>
    public static void Draw(GridLayout grid, int state, ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.View(-0.1, -0.1, grid.Width + 0.1, grid.Height + 0.1);
        for (var cell = 0; cell < grid.Count; cell++) Fill(grid, cell, canvas);
        for (var row = 0; row <= grid.Height; row++)
            canvas.Line([new(0, row), new(grid.Width, row)], Line, Ink.Grey);
        for (var column = 0; column <= grid.Width; column++)
            canvas.Line([new(column, 0), new(column, grid.Height)], Line, Ink.Grey);
        canvas.Circle(grid.CentreOf(state), 0.28, Ink.Blue);
    }

    private static void Fill(GridLayout grid, int cell, ICanvas canvas)
    {
        var centre = grid.CentreOf(cell);
        switch (grid[cell])
        {
            case 'F' or '.' or ' ':
                break;
            case 'H':
                canvas.Circle(centre, 0.4, Ink.Grey);
                break;
            case 'C' or 'T':
                canvas.Polygon(
                    [
                        new(centre.X - 0.5, centre.Y - 0.5), new(centre.X + 0.5, centre.Y - 0.5),
                        new(centre.X + 0.5, centre.Y + 0.5), new(centre.X - 0.5, centre.Y + 0.5),
                    ],
                    grid[cell] == 'C' ? Ink.Red : Ink.Grey);
                break;
            case var letter:
                canvas.Text(centre, 0.5, letter.ToString(), letter == 'G' ? Ink.Green : Ink.Black);
                break;
        }
    }
}
