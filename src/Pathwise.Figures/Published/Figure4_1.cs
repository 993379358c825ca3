using System.Globalization;
using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 4.1: iterative policy evaluation on a small gridworld, and the policies that are
/// greedy to it.</summary>
internal static class Figure4_1
{
    /// <summary>The printed values after k sweeps; 0 for the end of all.</summary>
    private static readonly (int Sweeps, string Printed)[] Columns =
    [
        (0, "0 0 0 0  0 0 0 0  0 0 0 0  0 0 0 0"),
        (1, "0 -1 -1 -1  -1 -1 -1 -1  -1 -1 -1 -1  -1 -1 -1 0"),
        (2, "0 -1.7 -2 -2  -1.7 -2 -2 -2  -2 -2 -2 -1.7  -2 -2 -1.7 0"),
        (3, "0 -2.4 -2.9 -3  -2.4 -2.9 -3 -2.9  -2.9 -3 -2.9 -2.4  -3 -2.9 -2.4 0"),
        (10, "0 -6.1 -8.4 -9  -6.1 -7.7 -8.4 -8.4  -8.4 -8.4 -7.7 -6.1  -9 -8.4 -6.1 0"),
        (int.MaxValue, "0 -14 -20 -22  -14 -18 -20 -20  -20 -20 -18 -14  -22 -20 -14 0"),
    ];

    public static PublishedFigure Definition { get; } = new(
        "figure-4.1",
        "Figure 4.1: iterative policy evaluation on a small gridworld",
        "Values of the random policy on the 4 × 4 gridworld after k sweeps from 0, and the policies greedy to them.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), Example 4.1, p. 77"
        + ": every number, as printed (−1.75 is printed as −1.7). From k = 3 on the greedy policy is optimal.",
        Run);

    private static FigureReport Run(
        PublishedFigure figure, IProgress<double>? progress, CancellationToken cancellation)
    {
        var process = EnvironmentRegistry.Standard.Find("SmallGridworld-v0").Process!;
        var random = TabularPolicy.Uniform(process);
        var optimal = OptimalValues.Solve(process, cancellation: cancellation);
        var rows = new List<FigureRow>();
        var sheet = new Sheet(
            figure.Title, "Above: values of the random policy. Below: what is greedy to them, ties included.",
            Columns.Length, 4 * 48);
        var greedy = new List<GridPanel>();
        foreach (var (sweeps, printed) in Columns)
        {
            var isLimit = sweeps == int.MaxValue;
            var values = isLimit
                ? PolicyValues.Solve(process, random, cancellation: cancellation).Values.ToArray()
                : PolicyValues.AfterSweeps(process, random, sweeps);
            var best = PolicyValues.GreedyActions(process, values);
            var name = isLimit ? "k = ∞" : string.Create(CultureInfo.InvariantCulture, $"k = {sweeps}");
            rows.AddRange(PrintedNumbers.Compare(name, values, printed, 4, isLimit ? 0.5 : 0.05));
            var scale = ColourScale.Of(values);
            sheet.Add(BookBoard.Of(name, process, values, scale, isLimit ? 0 : 1));
            greedy.Add(BookBoard.Of(
                "", process, values, scale, 0, cell => best[cell],
                showNumbers: false));
            if (sweeps >= 3)
                rows.Add(FigureRow.Exact(
                    $"{name}: cells where what is greedy is optimal",
                    Enumerable.Range(0, process.States).Count(
                        cell => best[cell].All(optimal.OptimalActionsOf(cell).Contains)),
                    process.States, 0));
        }

        foreach (var board in greedy) sheet.Add(board);
        return new(figure, rows, sheet.ToPicture());
    }
}
