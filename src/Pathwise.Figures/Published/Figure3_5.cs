using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 3.5: the gridworld's optimal values and all optimal actions.</summary>
internal static class Figure3_5
{
    private const string Printed = """
        22.0 24.4 22.0 19.4 17.5
        19.8 22.0 19.8 17.8 16.0
        17.8 19.8 17.8 16.0 14.4
        16.0 17.8 16.0 14.4 13.0
        14.4 16.0 14.4 13.0 11.7
        """;

    /// <summary>How many arrows each cell has in print, and which: l, d, r, u.</summary>
    private static readonly string[] PrintedArrows =
    [
        "r", "ldru", "l", "ldru", "l",
        "ru", "u", "lu", "l", "l",
        "ru", "u", "lu", "lu", "lu",
        "ru", "u", "lu", "lu", "lu",
        "ru", "u", "lu", "lu", "lu",
    ];

    public static PublishedFigure Definition { get; } = new(
        "figure-3.5",
        "Figure 3.5: the gridworld solved",
        "Optimal values of the 5 × 5 gridworld, γ = 0.9, and all optimal actions.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), Example 3.8, p. 65"
        + ": every number and every arrow, as printed.",
        (figure, _, cancellation) =>
        {
            var process = EnvironmentRegistry.Standard.Find("Gridworld-v0").Process!;
            var solution = OptimalValues.Solve(process, cancellation: cancellation);
            var values = solution.Values.ToArray();
            var matching = Enumerable.Range(0, process.States).Count(cell =>
                solution.OptimalActionsOf(cell).Select(action => process.NameOfAction(action)[0]).Order()
                    .SequenceEqual(PrintedArrows[cell].Order()));
            var scale = ColourScale.Of(values);
            return new(
                figure,
                [
                    .. PrintedNumbers.Compare("v", values, Printed.ReplaceLineEndings(" "), 5, 0.05),
                    FigureRow.Exact("cells whose arrows are the printed ones", matching, process.States, 0),
                ],
                new Sheet(figure.Title, "Left: optimal values. Right: all optimal actions.", 2, 5 * 74)
                    .Add(BookBoard.Of("v", process, values, scale, digits: 1))
                    .Add(BookBoard.Of(
                        "π", process, values, scale, digits: 1, solution.OptimalActionsOf, showNumbers: false))
                    .ToPicture());
        });
}
