using Pathwise.DecisionProcesses;
using Pathwise.Environments;

namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 5.2: the optimal policy and values of blackjack.</summary>
internal static class Figure5_2
{
    /// <summary>The least sum at which the printed policy sticks, against the dealer's ace, 2, …, 10.</summary>
    private static readonly int[]
        WithoutAce = [17, 13, 13, 12, 12, 12, 17, 17, 17, 17],
        WithAce = [19, 18, 18, 18, 18, 18, 18, 18, 19, 19];

    public static PublishedFigure Definition { get; } = new(
        "figure-5.2",
        "Figure 5.2: blackjack solved",
        "The optimal policy and values, exact, where the book samples with exploring starts.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), Example 5.3, p. 100"
        + ": the printed policy, hand by hand. Expected returns are those of an independent exact solution.",
        (figure, _, cancellation) =>
        {
            var blackjack = EnvironmentRegistry.Standard.Find("Blackjack-v1");
            var process = blackjack.Process!;
            var solution = OptimalValues.Solve(process, cancellation: cancellation);
            var plain = OptimalValues.Solve(blackjack.With("sab", 0).Process!, cancellation: cancellation);
            return new(
                figure,
                [
                    FigureRow.Exact(
                        "hands without a usable ace, 11 to 21, played as printed",
                        Matching(solution, WithoutAce, 11, usableAce: false), 110, 0),
                    FigureRow.Exact(
                        "hands with a usable ace, 12 to 21, played as printed",
                        Matching(solution, WithAce, 12, usableAce: true), 100, 0),
                    FigureRow.Exact("expected return", solution.StartValue, -0.043113, 5e-7),
                    FigureRow.Exact("expected return where naturals count as 21", plain.StartValue, -0.046556, 5e-7),
                ],
                BlackjackPicture.Draw(
                    figure.Title, solution.Values.ToArray(),
                    [.. Enumerable.Range(0, process.States).Select(solution.OptimalActionsOf)]));
        });

    private static int Matching(OptimalSolution solution, int[] sticksFrom, int least, bool usableAce)
    {
        var matching = 0;
        for (var dealer = 1; dealer <= sticksFrom.Length; dealer++)
            for (var sum = least; sum <= 21; sum++)
                if (solution.OptimalActionsOf(BlackjackPicture.StateOf(sum, dealer, usableAce)) is [var action]
                    && action == (sum >= sticksFrom[dealer - 1] ? 0 : 1))
                    matching++;
        return matching;
    }
}
