using Pathwise.Bandits;
using Pathwise.Figures.Drawing;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 2.1: a bandit of the 10-armed testbed, and what its arms give.</summary>
internal static class Figure2_1
{
    private const int Bandits = 2000, Arms = 10;
    private const double HalfWidth = 0.32, Reach = 3;       // of a violin, in arms; of what is drawn of it, in deviations

    /// <summary>E max of 10 draws from N(0, 1), to six digits.</summary>
    private const double ExpectedBest = 1.538753;

    public static PublishedFigure Definition { get; } = new(
        "figure-2.1",
        "Figure 2.1: an example bandit of the 10-armed testbed",
        "Values q*(a) drawn from N(0, 1), rewards from N(q*(a), 1): one bandit is drawn, and 2000 are compared with "
        + "what the text says of all.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), §2.3, p. 28. The "
        + "reference is the distribution that the caption states, so without an error; E max q* is that of the "
        + "greatest of 10 standard normal numbers.",
        Run);

    private static FigureReport Run(
        PublishedFigure figure, IProgress<double>? progress, CancellationToken cancellation)
    {
        var (problem, seeds) = (new GaussianArms(Arms), new SeedSequence(2));
        var (values, best, noise) = (new double[Bandits * Arms], new double[Bandits], new double[Bandits * Arms]);
        for (var bandit = 0; bandit < Bandits; bandit++)
        {
            cancellation.ThrowIfCancellationRequested();
            var rng = new Rng(seeds.Child(bandit));
            var row = values.AsSpan(bandit * Arms, Arms);
            problem.Begin(row, ref rng);
            best[bandit] = values[(bandit * Arms)..((bandit + 1) * Arms)].Max();
            for (var a = 0; a < Arms; a++) noise[(bandit * Arms) + a] = problem.Reward(row[a], ref rng) - row[a];
            progress?.Report((bandit + 1.0) / Bandits);
        }

        return new(
            figure,
            [
                Mean("mean of q*(a)", values, 0),
                Mean("mean of q*(a)², their variance", [.. values.Select(q => q * q)], 1),
                Mean("mean of max q*(a)", best, ExpectedBest),
                Mean("mean of R − q*(a)", noise, 0),
                Mean("mean of (R − q*(a))², their variance", [.. noise.Select(x => x * x)], 1),
            ],
            Draw(figure, values[..Arms]));
    }

    private static FigureRow Mean(string name, double[] values, double expected)
    {
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        return new(name, mean, Math.Sqrt(variance / values.Length), expected, 0);
    }

    private static Picture Draw(PublishedFigure figure, double[] values)
    {
        var chart = new Chart
        {
            Title = figure.Title,
            Subtitle = "Each shape is the density of an arm's rewards; its line is their mean, q*(a).",
            XLabel = "action",
            YLabel = "reward distribution",
            X = (0.4, Arms + 0.9),
            Y = (Math.Floor(values.Min() - Reach), Math.Ceiling(values.Max() + Reach)),
            XTicks = [.. Enumerable.Range(1, Arms).Select(arm => ((double)arm, $"{arm}"))],
        };
        chart.Line([0.4, Arms + 0.9], [0, 0], Palette.Axis, 1);
        for (var a = 0; a < values.Length; a++) AddViolin(chart, a + 1, values[a]);
        for (var a = 0; a < values.Length; a++)
            chart.Text(a + 1 + HalfWidth, values[a] + 0.24, $"q*({a + 1})", Palette.DarkInk, begins: true);
        return chart.ToPicture();
    }

    private static void AddViolin(Chart chart, int arm, double value)
    {
        const int Points = 121;
        var heights = Enumerable.Range(0, Points).Select(i => Reach * ((2.0 * i / (Points - 1)) - 1)).ToArray();
        var widths = heights.Select(z => HalfWidth * Math.Exp(-0.5 * z * z)).ToArray();
        chart.Area(
            [.. widths.Select(width => arm - width), .. widths.Reverse().Select(width => arm + width)],
            [.. heights.Select(z => value + z), .. heights.Reverse().Select(z => value + z)],
            Palette.Series(0).WithAlpha(90));
        chart.Line([arm - HalfWidth, arm + HalfWidth], [value, value], Palette.DarkInk, 1.6f);
    }
}
