using Pathwise.Bandits;
using Pathwise.Figures.Drawing;

namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 2.6: every strategy over the range of its parameter.</summary>
internal static class Figure2_6
{
    private static readonly Sweep[] Sweeps =
    [
        new("ε-greedy", "ε", -7, -2, x => $"epsilon-greedy:2^{x}"),
        new("gradient bandit", "α", -5, 2, x => $"gradient:2^{x}:inclusive=true"),
        new("UCB", "c", -4, 2, x => $"ucb:2^{x}"),
        new("greedy, optimistic, α = 0.1", "Q₁", -2, 2, x => $"optimistic:2^{x}:0.1"),
    ];

    /// <summary>Points of known value; c = 1 and c = 2 lie on a curve, the others are run besides.</summary>
    private static readonly TestbedLine[] Known =
    [
        new("greedy", "greedy", "greedy"),
        new("ε-greedy ε = 0.01", "epsilon-0.01", "epsilon-greedy:0.01"),
        new("ε-greedy ε = 0.1", "epsilon-0.1", "epsilon-greedy:0.1"),
        new("UCB c = 1", "ucb-1", "ucb:2^0"),
        new("UCB c = 2", "ucb-2", "ucb:2^1"),
        new("optimistic Q₁ = 5, α = 0.1", "optimistic-5", "optimistic:5:0.1"),
    ];

    public static PublishedFigure Definition { get; } = new(
        "figure-2.6",
        "Figure 2.6: a parameter study of the bandit algorithms",
        "Mean reward of the first 1000 steps for parameters in powers of two, each point over 2000 bandits.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), §2.10, p. 42. "
        + "Compared are the means of whole runs of Figures 2.2 to 2.4, of which c = 1 and c = 2 lie on a curve. The "
        + "order of the peaks is the book's: UCB, then optimistic and gradient, then ε-greedy. "
        + TestbedExperiment.RoundedReference,
        Run);

    /// <summary>Every curve: its name, and for each power of two the mean reward with its standard error.</summary>
    internal static IEnumerable<(string Name, (int Power, TestbedMean Reward)[] Points)> Curves(TestbedTeam team) =>
        Sweeps.Select(sweep => (sweep.Name, Points(sweep, team)));

    private static FigureReport Run(
        PublishedFigure figure, IProgress<double>? progress, CancellationToken cancellation)
    {
        var references = TestbedReference.Read(figure.Id + ".json");
        using var team = new TestbedTeam(
            Sweeps.Sum(sweep => sweep.Last - sweep.First + 1) + Known.Length, progress, cancellation);
        var curves = Curves(team).ToArray();
        FigureRow[] rows =
        [
            .. Known.SelectMany(line => TestbedExperiment.Compare(
                line, line.Run(TestbedExperiment.Options, team), references[line.Reference])),
        ];
        return new(figure, rows, Draw(figure, curves));
    }

    private static (int Power, TestbedMean Reward)[] Points(Sweep sweep, TestbedTeam team) =>
    [
        .. Enumerable.Range(sweep.First, sweep.Last - sweep.First + 1).Select(power => (
            power,
            new TestbedLine(sweep.Name, "", sweep.Strategy(power)).Run(TestbedExperiment.Options, team).Whole.Reward)),
    ];

    private static Picture Draw(
        PublishedFigure figure, (string Name, (int Power, TestbedMean Reward)[] Points)[] curves)
    {
        var chart = new Chart
        {
            Title = figure.Title,
            Subtitle = "Average reward over the first 1000 steps, 2000 runs a point.",
            XLabel = "ε, α, c, Q₁",
            YLabel = "average reward",
            X = (-7.2, 2.2),
            Y = (0.95, 1.55),
            XTicks =
            [
                .. Enumerable.Range(-7, 10).Select(power =>
                    ((double)power, power < 0 ? $"1/{1 << -power}" : $"{1 << power}")),
            ],
        };
        for (var i = 0; i < curves.Length; i++)
        {
            var (xs, ys) = (
                curves[i].Points.Select(point => (double)point.Power).ToArray(),
                curves[i].Points.Select(point => point.Reward.Mean).ToArray());
            chart.Line(xs, ys, Palette.Series(i), 2);
            chart.Points(xs, ys, Palette.Series(i), 6);
            chart.Name(ys[^1], $"{curves[i].Name} ({Sweeps[i].Symbol})", Palette.Series(i));
        }

        return chart.ToPicture();
    }

    /// <summary>A strategy over powers of two of its parameter.</summary>
    private sealed record Sweep(string Name, string Symbol, int First, int Last, Func<int, string> Strategy);
}
