using Pathwise.Networks;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Example 6.2: TD(0) and Monte Carlo on the random walk.</summary>
internal static class Example6_2
{
    private const int Runs = 1000, Episodes = 100;

    public static PublishedFigure Definition { get; } = new(
        "example-6.2",
        "Example 6.2: TD(0) and constant-α Monte Carlo on the random walk",
        "The error of the five values, root mean square, against k/6, after each of 100 episodes; all values begin at "
        + "0.5, and the mean is over 1000 runs (the book: 100).",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), Example 6.2, "
        + "p. 125. The book prints curves, no numbers: the reference is the mean over 100,000 runs of an independent "
        + "implementation of the same boxes.",
        Compute);

    private static FigureReport Compute(
        PublishedFigure figure, IProgress<double>? progress, CancellationToken cancellation)
    {
        var experiment = new ValueExperiment(
            [Td(0.05), Td(0.1), Td(0.15), MonteCarlo(0.01), MonteCarlo(0.02), MonteCarlo(0.03), MonteCarlo(0.04)],
            Runs, seed: 62);
        var numbers = experiment.RunAll(progress, cancellation);
        var rows = experiment.Compare(
            numbers, [(10, 10), (25, 25), (100, 100)], ReferencePoints.Read("example-6.2.json"), "episodes");
        return new(figure, rows, experiment.Draw(numbers, new()
        {
            Title = figure.Title,
            Subtitle = "Root mean square error over the five states, averaged over 1000 runs.",
            XLabel = "episodes",
            YLabel = "RMS error",
            X = (0, Episodes),
            Y = (0, 0.25),
        }));
    }

    private static ValueCurve Td(double alpha) => new(
        FormattableString.Invariant($"TD α = {alpha}"), FormattableString.Invariant($"TD {alpha}"),
        seeds => Errors((world, policy) => new TemporalDifference(
            world, policy, new() { StepSize = Schedule.Constant(alpha), InitialValue = 0.5 }, seeds)));

    private static ValueCurve MonteCarlo(double alpha) => new(
        FormattableString.Invariant($"MC α = {alpha}"), FormattableString.Invariant($"MC {alpha}"),
        seeds => Errors((world, policy) => new MonteCarloPrediction(
            world, policy, new()
            {
                StepSize = Schedule.Constant(alpha), SampleAverage = false, EveryVisit = true, InitialValue = 0.5,
            }, seeds)));

    private static double[] Errors(Func<Interaction, FixedPolicy, TabularPrediction> make) =>
        new RandomWalkRules(cells: 5, left: 0).Errors(make, Episodes, environmentSeed: 0);
}
