using Pathwise.DecisionProcesses;
using Pathwise.Environments;

namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 5.1: blackjack for the player who sticks on 20 and 21 only, exact where the book
/// samples.</summary>
internal static class Figure5_1
{
    private const double Tolerance = 5e-7;       // half of the reference's sixth decimal

    /// <summary>Some of the reference's values: sum, dealer's card, usable ace, value.</summary>
    private static readonly (int Sum, int Dealer, bool UsableAce, double Value)[] Reference =
    [
        (12, 1, true, -0.404361), (12, 7, true, -0.208715), (12, 10, true, -0.289064), (19, 10, true, -0.478478),
        (12, 1, false, -0.640166), (13, 5, false, -0.572563), (19, 1, false, -0.785805), (19, 8, false, -0.713660),
        (20, 1, false, 0.146095), (20, 8, true, 0.791815), (21, 1, false, 0.638442), (21, 9, false, 0.939176),
    ];

    public static PublishedFigure Definition { get; } = new(
        "figure-5.1",
        "Figure 5.1: blackjack, sticking on 20 and 21 only",
        "The exact values of a player who takes cards up to 19, where the book averages over 10,000 and 500,000 games.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), Example 5.1, p. 94."
        + " The book draws surfaces, no numbers: the reference is an independent exact solution of the same game.",
        (figure, _, cancellation) =>
        {
            var process = EnvironmentRegistry.Standard.Find("Blackjack-v1").Process!;
            var labels = Enumerable.Repeat(0, process.States).ToArray();
            for (var dealer = 1; dealer <= 10; dealer++)
                for (var sum = 4; sum < 20; sum++)
                {
                    labels[BlackjackPicture.StateOf(sum, dealer, usableAce: false)] = 1;
                    if (sum >= 12) labels[BlackjackPicture.StateOf(sum, dealer, usableAce: true)] = 1;
                }

            var solution = PolicyValues.Solve(
                process, TabularPolicy.Deterministic(process, labels), cancellation: cancellation);
            var values = solution.Values.ToArray();
            return new(
                figure,
                [
                    .. Reference.Select(one => FigureRow.Exact(
                        $"v({one.Sum}, dealer {one.Dealer}, {(one.UsableAce ? "usable ace" : "no usable ace")})",
                        values[BlackjackPicture.StateOf(one.Sum, one.Dealer, one.UsableAce)], one.Value, Tolerance)),
                    FigureRow.Exact("expected return", solution.StartValue, -0.350111, Tolerance),
                ],
                BlackjackPicture.Draw(figure.Title, values, actions: null));
        });
}
