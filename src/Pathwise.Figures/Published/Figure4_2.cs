using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 4.2: policy iteration on Jack's car rental.</summary>
internal static class Figure4_2
{
    private const int NoMove = 5, MostPolicies = 20;

    public static PublishedFigure Definition { get; } = new(
        "figure-4.2",
        "Figure 4.2: Jack's car rental by policy iteration",
        "The policies that policy iteration finds from never moving a car, and the values of the last.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), Example 4.2, p. 81."
        + " The book draws contours: compared are how many improvements there are, and the most cars that the last "
        + "policy moves either way.",
        Run);

    private static FigureReport Run(
        PublishedFigure figure, IProgress<double>? progress, CancellationToken cancellation)
    {
        var process = EnvironmentRegistry.Standard.Find("JacksCarRental-v0").Process!;
        var policies = new List<int[]> { Enumerable.Repeat(NoMove, process.States).ToArray() };
        double[] values;
        while (true)
        {
            values = PolicyValues.Solve(
                process, TabularPolicy.Deterministic(process, policies[^1]), cancellation: cancellation)
                .Values.ToArray();
            var better = Improve(process, policies[^1], values);
            if (better.AsSpan().SequenceEqual(policies[^1]) || policies.Count == MostPolicies) break;
            policies.Add(better);
            progress?.Report(policies.Count / 6.0);
        }

        var last = policies[^1];
        FigureRow[] rows =
        [
            FigureRow.Exact("improvements until the policy stays", policies.Count - 1, 4, 0),
            FigureRow.Exact("most cars moved from the first place to the second", last.Max() - NoMove, 5, 0),
            FigureRow.Exact("most cars moved from the second to the first", NoMove - last.Min(), 4, 0),
        ];
        var sheet = new Sheet(
            figure.Title, "Cars moved from the first place to the second overnight, and the values of the last policy.",
            3, 300);
        for (var i = 0; i < policies.Count; i++)
            sheet.Add(CarRentalPicture.Moves($"π{Subscript(i)}", policies[i]));
        sheet.Add(CarRentalPicture.Values($"v of π{Subscript(policies.Count - 1)}", values));
        return new(figure, rows, sheet.ToPicture());
    }

    /// <summary>The greedy policy; an action is changed for a better one, and not for one that is as good.</summary>
    private static int[] Improve(FiniteMdp process, int[] policy, double[] values)
    {
        var greedy = PolicyValues.GreedyActions(process, values);
        return [.. policy.Select((label, state) => greedy[state].Contains(label) ? label : greedy[state][0])];
    }

    private static char Subscript(int digit) => (char)('₀' + digit);
}
