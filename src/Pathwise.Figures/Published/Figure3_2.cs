using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 3.2: the gridworld's values under the random policy.</summary>
internal static class Figure3_2
{
    private const string Printed = """
        3.3 8.8 4.4 5.3 1.5
        1.5 3.0 2.3 1.9 0.5
        0.1 0.7 0.7 0.4 -0.4
        -1.0 -0.4 -0.4 -0.6 -1.2
        -1.9 -1.3 -1.2 -1.4 -2.0
        """;

    public static PublishedFigure Definition { get; } = new(
        "figure-3.2",
        "Figure 3.2: the gridworld under the random policy",
        "Values of the 5 × 5 gridworld for the equiprobable random policy, γ = 0.9, exact.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), Example 3.5, p. 60"
        + ": every number, as printed.",
        (figure, _, cancellation) =>
        {
            var process = EnvironmentRegistry.Standard.Find("Gridworld-v0").Process!;
            var values = PolicyValues.Solve(process, TabularPolicy.Uniform(process), cancellation: cancellation)
                .Values.ToArray();
            return new(
                figure,
                [.. PrintedNumbers.Compare("v", values, Printed.ReplaceLineEndings(" "), 5, 0.05)],
                new Sheet(
                    figure.Title, "A at the top leads to the bottom for 10, B to the middle for 5.", 1, 5 * 74)
                    .Add(BookBoard.Of("", process, values, ColourScale.Of(values), digits: 1)).ToPicture());
        });
}
