using System.Globalization;
using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Figures.Drawing;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 4.3: the gambler's problem with p_h = 0.4, by value iteration.</summary>
internal static class Figure4_3
{
    private const int Goal = 100;
    private const double Heads = 0.4;

    private static readonly int[] Sweeps = [1, 2, 3, 32];

    public static PublishedFigure Definition { get; } = new(
        "figure-4.3",
        "Figure 4.3: the gambler's problem",
        "Value estimates of value iteration after 1, 2, 3 and 32 sweeps and at the end, and the least optimal stakes, "
        + "for p_h = 0.4.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), Example 4.3, p. 84."
        + " The book draws curves: compared are the values of bold play in closed form (L. E. Dubins and L. J. Savage, "
        + "How to Gamble If You Must, 1965), and all 99 stakes of the printed policy.",
        Run);

    private static FigureReport Run(
        PublishedFigure figure, IProgress<double>? progress, CancellationToken cancellation)
    {
        var process = EnvironmentRegistry.Standard.Find("GamblersProblem-v0").Process!;
        var solution = OptimalValues.Solve(process, cancellation: cancellation);
        int[] stakes =
            [.. Enumerable.Range(1, Goal - 1).Select(capital => solution.OptimalActionsOf(capital).Min())];
        var matching = Enumerable.Range(1, Goal - 1).Count(capital => stakes[capital - 1] == PrintedStake(capital));
        FigureRow[] rows =
        [
            FigureRow.Exact("v(25) = p²", solution.Values[25], Heads * Heads, 1e-9),
            FigureRow.Exact("v(50) = p", solution.Values[50], Heads, 1e-9),
            FigureRow.Exact("v(75) = p + (1 − p) p", solution.Values[75], Heads + ((1 - Heads) * Heads), 1e-9),
            FigureRow.Exact("capitals whose stake is the printed one", matching, Goal - 1, 0),
        ];
        return new(figure, rows, Draw(figure, process, solution, stakes));
    }

    /// <summary>The stakes as drawn: up to the nearest of 12.5, 25 and 50 that is not above, or down from the
    /// next.</summary>
    private static int PrintedStake(int capital) => capital switch
    {
        25 or 75 => 25,
        50 => 50,
        < 50 => capital < 25 ? Math.Min(capital, 25 - capital) : Math.Min(capital - 25, 50 - capital),
        _ => PrintedStake(capital - 50),
    };

    private static Picture Draw(PublishedFigure figure, FiniteMdp process, OptimalSolution solution, int[] stakes)
    {
        double[] capitals = [.. Enumerable.Range(1, Goal - 1).Select(capital => (double)capital)];
        var estimates = new AxesPanel
        {
            Title = "Value estimates", XLabel = "capital", YLabel = "probability of winning",
            X = (0, 100), Y = (0, 1), Aspect = 2.4f, XTicks = Quarters(),
        };
        for (var i = 0; i < Sweeps.Length; i++)
        {
            var values = FiniteHorizon.Solve(process, Sweeps[i]).Values;      // value iteration from 0 is backward induction
            estimates.Line(capitals, values[1..Goal].ToArray(), Palette.Series(i + 1), 1.6f);
            estimates.Name(
                2, 0.93 - (0.075 * i), string.Create(
                    CultureInfo.InvariantCulture, $"{Sweeps[i]} sweep{(Sweeps[i] == 1 ? "" : "s")}"),
                Palette.Series(i + 1));
        }

        estimates.Line(capitals, solution.Values[1..Goal].ToArray(), Palette.Series(0), 2.4f);
        estimates.Name(2, 0.93 - (0.075 * Sweeps.Length), "final", Palette.Series(0));
        var policy = new AxesPanel
        {
            Title = "Final policy: the least optimal stake", XLabel = "capital", YLabel = "stake",
            X = (0, 100), Y = (0, 52), Aspect = 2.4f, XTicks = Quarters(),
        };
        for (var capital = 1; capital < Goal; capital++)
            policy.Bar(capital, 0.86, stakes[capital - 1], Palette.Series(0));
        return new Sheet(figure.Title, "p_h = 0.4. Stakes tie: the least is drawn, as in print.", 1, 270)
            .Add(estimates).Add(policy).ToPicture();
    }

    private static (double At, string Name)[] Quarters() => [(1, "1"), (25, "25"), (50, "50"), (75, "75"), (99, "99")];
}
