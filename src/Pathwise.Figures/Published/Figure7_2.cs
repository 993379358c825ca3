using Pathwise.Figures.Drawing;
using Pathwise.Networks;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 7.2: n-step TD on the random walk of 19 states.</summary>
internal static class Figure7_2
{
    private const int Runs = 400, Episodes = 10;

    private static readonly int[] Horizons = [1, 2, 4, 8, 16, 64];
    private static readonly double[] StepSizes = [.. Enumerable.Range(1, 20).Select(i => i / 20.0)];

    /// <summary>The step sizes that the reference has, as points of the horizontal axis, from 1.</summary>
    private static readonly int[] Compared = [2, 4, 8, 12, 16];

    public static PublishedFigure Definition { get; } = new(
        "figure-7.2",
        "Figure 7.2: n-step TD on the random walk of 19 states",
        "The error of the 19 values, root mean square, averaged over the first 10 episodes and 400 runs (the book: "
        + "100), for each n and α; all values begin at 0. An n between TD(0) and Monte Carlo does best: n = 4.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), Example 7.1 and "
        + "Figure 7.2, p. 145. The book prints curves, no numbers: the reference is the mean over 20,000 runs of an "
        + "independent implementation of the same box.",
        Compute);

    private static FigureReport Compute(
        PublishedFigure figure, IProgress<double>? progress, CancellationToken cancellation)
    {
        var experiment = new ValueExperiment([.. Horizons.Select(Curve)], Runs, seed: 72);
        var numbers = experiment.RunAll(progress, cancellation);
        var reference = ReferencePoints.Read("figure-7.2.json");
        FigureRow[] rows =
        [
            .. from c in Enumerable.Range(0, Horizons.Length)
               from point in Compared
               let here = ValueExperiment.MeanOf(numbers[c], point, point)
               let name = FormattableString.Invariant($"n {Horizons[c]}, {StepSizes[point - 1]}")
               let published = reference.Of(name)
               select new FigureRow(
                   FormattableString.Invariant($"n = {Horizons[c]}, α = {StepSizes[point - 1]}"),
                   here.Mean, here.StandardError, published.Mean, published.StandardError),
        ];
        return new(figure, rows, Draw(figure, numbers));
    }

    private static ValueCurve Curve(int n) => new($"n = {n}", $"n {n}", seeds =>
        [.. StepSizes.Select((alpha, i) => new RandomWalkRules(cells: 19, left: -1).Errors(
            (world, policy) => new NStepTemporalDifference(
                world, policy, new() { StepSize = Schedule.Constant(alpha), Horizon = n }, seeds.Child(i)),
            Episodes, environmentSeed: 0).Average())]);

    private static Picture Draw(PublishedFigure figure, double[][][] numbers)
    {
        var chart = new Chart
        {
            Title = figure.Title,
            Subtitle = "Root mean square error over 19 states and the first 10 episodes, averaged over 400 runs.",
            XLabel = "step size α",
            YLabel = "RMS error",
            X = (0, 1),
            Y = (0.25, 0.55),
        };
        for (var c = 0; c < Horizons.Length; c++)
        {
            var means = ValueExperiment.Means(numbers[c]);
            var shown = means.TakeWhile(mean => mean < 0.55).Count();
            chart.Line(StepSizes[..shown], means[..shown], Palette.Series(c), 1.8f);
            chart.Name(means[shown - 1], $"n = {Horizons[c]}", Palette.Series(c));
        }

        return chart.ToPicture();
    }
}
