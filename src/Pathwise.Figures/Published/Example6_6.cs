using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Figures.Drawing;
using Pathwise.Networks;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Example 6.6: Sarsa keeps off the cliff, Q-learning walks along its edge.</summary>
internal static class Example6_6
{
    private const int Runs = 500, Episodes = 500, Smoothing = 10;

    private static readonly Schedule Alpha = Schedule.Constant(0.5), Epsilon = Schedule.Constant(0.1);

    public static PublishedFigure Definition { get; } = new(
        "example-6.6",
        "Example 6.6: Sarsa and Q-learning at the cliff",
        "The return of each of 500 episodes while learning with ε = 0.1 and α = 0.5, averaged over 500 runs: "
        + "Q-learning learns the best path, −13, and falls off it when it explores; Sarsa learns the safe one.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), Example 6.6, "
        + "p. 132. The book prints curves, near −25 and −50, no numbers: the reference is the mean over 20,000 runs "
        + "of an independent implementation of the same boxes, with the α of the task's usual reproductions.",
        Compute);

    private static FigureReport Compute(
        PublishedFigure figure, IProgress<double>? progress, CancellationToken cancellation)
    {
        var cliff = EnvironmentRegistry.Standard.Find("CliffWalking-v1");
        ValueCurve[] curves =
        [
            new("Sarsa", "Sarsa", seeds => Returns(new Sarsa(
                Interaction.In(cliff, seeds), new() { StepSize = Alpha, Epsilon = Epsilon }, seeds))),
            new("Q-learning", "Q-learning", seeds => Returns(new QLearning(
                Interaction.In(cliff, seeds), new() { StepSize = Alpha, Epsilon = Epsilon }, seeds))),
        ];
        var experiment = new ValueExperiment(curves, Runs, seed: 66);
        var numbers = experiment.RunAll(progress, cancellation);
        var rows = experiment.Compare(
            numbers, [(1, 20), (21, 50), (51, 100), (101, 500)], ReferencePoints.Read("example-6.6.json"), "episodes");
        var chart = new Chart
        {
            Title = figure.Title,
            Subtitle = $"Mean return of {Smoothing} episodes at a time, over {Runs} runs.",
            XLabel = "episode",
            YLabel = "return of an episode",
            X = (0, Episodes),
            Y = (-100, 0),
        };
        chart.Level(-13, "best: −13");
        return new(figure, rows, experiment.Draw(numbers, chart, Smoothing));
    }

    private static double[] Returns(ILearner learner) => EpisodeReturns.Of(learner, Episodes);
}
