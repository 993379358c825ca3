using Pathwise.DecisionProcesses;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures.Published;

/// <summary>A square gridworld's board with values, or with arrows, or both.</summary>
internal static class BookBoard
{
    /// <summary>A board with values, or with arrows, or both.</summary>
    public static GridPanel Of(
        string title, FiniteMdp process, ReadOnlySpan<double> values, ColourScale scale, int digits,
        Func<int, IReadOnlyList<int>>? arrows = null, bool showNumbers = true)
    {
        var cells = new GridCell[values.Length];
        for (var cell = 0; cell < cells.Length; cell++)
            cells[cell] = new(
                values[cell],
                process.IsTerminal(cell) || arrows is null
                    ? []
                    : [.. arrows(cell).Select(label => ProcessPicture.DirectionOf(process.NameOfAction(label)))],
                IsWall: process.IsTerminal(cell));
        return new(
            title, (int)Math.Sqrt(cells.Length), cells, scale,
            value => showNumbers ? ProcessPicture.Number(value, digits) : "");
    }
}
