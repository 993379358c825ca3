using Pathwise.DecisionProcesses;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures.Published;

/// <summary>The gridworlds of the book's Examples 3.5 and 4.1 as processes, and as boards.</summary>
internal static class BookGridworlds
{
    /// <summary>Where the four actions lead: left, down, right, up.</summary>
    private static readonly (int Down, int Right)[] Moves = [(0, -1), (1, 0), (0, 1), (-1, 0)];

    private static readonly string[] Names = ["left", "down", "right", "up"];

    /// <summary>Example 3.5: 5 × 5, γ = 0.9. All actions in A lead to A′ and earn 10, in B to B′ and earn 5; a step off
    /// the board stays and costs 1.</summary>
    public static FiniteMdp FiveByFive()
    {
        const int Side = 5, A = 1, AfterA = 21, B = 3, AfterB = 13;
        var builder = new FiniteMdpBuilder(Side * Side) { Gamma = 0.9, ActionNames = Names };
        for (var cell = 0; cell < Side * Side; cell++)
            for (var action = 0; action < Moves.Length; action++)
                builder.Add(cell, action, cell switch
                {
                    A => new Transition(1, AfterA, 10),
                    B => new Transition(1, AfterB, 5),
                    _ when Step(cell, action, Side) is >= 0 and var next => new Transition(1, next, 0),
                    _ => new Transition(1, cell, -1),
                });
        return builder.Build();
    }

    /// <summary>Example 4.1: 4 × 4, undiscounted, −1 a step until one of two opposite corners is reached; a step off
    /// the board stays.</summary>
    public static FiniteMdp FourByFour()
    {
        const int Side = 4, Last = 15;
        var builder = new FiniteMdpBuilder(Side * Side) { ActionNames = Names };
        for (var cell = 1; cell < Last; cell++)
            for (var action = 0; action < Moves.Length; action++)
                builder.Add(cell, action, new Transition(
                    1, Step(cell, action, Side) is >= 0 and var next ? next : cell, -1));
        return builder.Build();
    }

    /// <summary>The cell that a step leads to; −1 off the board.</summary>
    private static int Step(int cell, int action, int side)
    {
        var (row, column) = ((cell / side) + Moves[action].Down, (cell % side) + Moves[action].Right);
        return row >= 0 && row < side && column >= 0 && column < side ? (row * side) + column : -1;
    }

    /// <summary>A board with values, or with arrows, or both.</summary>
    public static GridPanel Board(
        string title, FiniteMdp process, ReadOnlySpan<double> values, ColourScale scale, int digits,
        Func<int, IReadOnlyList<int>>? arrows = null, bool showNumbers = true)
    {
        var cells = new GridCell[values.Length];
        for (var cell = 0; cell < cells.Length; cell++)
            cells[cell] = new(
                values[cell], process.IsTerminal(cell) ? [] : arrows?.Invoke(cell) ?? [],
                IsWall: process.IsTerminal(cell));
        return new(
            title, (int)Math.Sqrt(cells.Length), cells, scale,
            value => showNumbers ? ProcessPicture.Number(value, digits) : "");
    }
}
