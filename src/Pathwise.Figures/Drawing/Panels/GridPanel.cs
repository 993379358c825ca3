using SkiaSharp;

namespace Pathwise.Figures.Drawing.Panels;

/// <summary>A board of square cells: a colour and a number for each value, arrows for what to do.</summary>
/// <param name="title">What stands above it.</param>
/// <param name="rows">How many rows.</param>
/// <param name="cells">Row by row.</param>
/// <param name="scale">Colours of the values.</param>
/// <param name="name">Writes a value.</param>
internal sealed class GridPanel(
    string title, int rows, IReadOnlyList<GridCell> cells, ColourScale scale, Func<double, string> name) : IPanel
{
    private static readonly SKColor Wall = new(0xD9, 0xDD, 0xE2);

    private static readonly SKPoint[] Directions = [new(-1, 0), new(0, 1), new(1, 0), new(0, -1)];

    private readonly int _columns = cells.Count / rows;

    /// <summary>Cells with a wall on their right side.</summary>
    public IReadOnlyList<(int Row, int Column)> WallsRightOf { get; init; } = [];

    /// <inheritdoc/>
    public string Title => title;

    /// <inheritdoc/>
    public float Aspect => (float)_columns / rows;

    /// <inheritdoc/>
    public void Draw(Pen pen, SKRect area)
    {
        var side = Math.Min(area.Width / _columns, area.Height / rows);
        for (var i = 0; i < cells.Count; i++)
        {
            var place = SKRect.Create(
                area.Left + (i % _columns * side), area.Top + (i / _columns * side), side, side);
            DrawCell(pen, place, cells[i], side);
        }

        for (var row = 0; row <= rows; row++)
            pen.Line(area.Left, area.Top + (row * side), area.Left + (_columns * side), area.Top + (row * side),
                SKColors.White, 2);
        for (var column = 0; column <= _columns; column++)
            pen.Line(area.Left + (column * side), area.Top, area.Left + (column * side), area.Top + (rows * side),
                SKColors.White, 2);
        DrawWalls(pen, area, side);
    }

    private void DrawWalls(Pen pen, SKRect area, float side)
    {
        foreach (var (row, column) in WallsRightOf)
        {
            var (x, y) = (area.Left + ((column + 1) * side), area.Top + (row * side));
            pen.Line(x, y, x, y + side, Palette.DarkInk, 3.5f);
        }
    }

    private void DrawCell(Pen pen, SKRect place, GridCell cell, float side)
    {
        var ink = cell.Value is { } value && !cell.IsWall ? scale.InkOn(value) : Palette.QuietInk;
        pen.Rectangle(place, cell.IsWall ? Wall : cell.Value is { } v ? scale[v] : Palette.Grid);
        var (x, y) = (place.MidX, place.MidY);
        var text = cell.Value is { } number && !cell.IsWall ? name(number) : "";
        var numberBelow = cell.Arrows.Count > 0 && text.Length > 0;
        if (text.Length > 0)
        {
            var size = Math.Min(numberBelow ? side * 0.19f : side * 0.26f, 18);
            size *= Math.Min(1, side * 0.86f / pen.WidthOf(text, size));
            pen.Text(text, x, numberBelow ? place.Bottom - (side * 0.16f) : y, size, ink);
        }

        if (cell.Mark.Length > 0)
        {
            var size = Math.Min(side * (cell.Value is null || cell.IsWall ? 0.3f : 0.17f), 20);
            var corner = cell.Value is not null && !cell.IsWall;
            pen.Text(
                cell.Mark, corner ? place.Left + (side * 0.08f) : x, corner ? place.Top + (side * 0.14f) : y, size, ink,
                corner ? 0 : 0.5f, strong: true);
        }

        if (numberBelow) y -= side * 0.1f;
        var reach = side * (numberBelow ? 0.25f : 0.34f);
        foreach (var arrow in cell.Arrows)
            pen.Arrow(x, y, Directions[arrow], cell.Arrows.Count == 1 ? -reach : 0, reach, ink, side * 0.032f);
    }
}
