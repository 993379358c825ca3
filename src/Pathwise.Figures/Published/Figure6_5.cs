using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Figures.Drawing;
using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 6.5: Q-learning takes luck for value, Double Q-learning does not.</summary>
internal static class Figure6_5
{
    private const int Runs = 4000, Episodes = 300;
    private const double Alpha = 0.1, Epsilon = 0.1;

    public static PublishedFigure Definition { get; } = new(
        "figure-6.5",
        "Figure 6.5: Q-learning and Double Q-learning where luck looks like value",
        "How often left is chosen in room A, although it loses 0.1 in the mean; ε = 0.1, α = 0.1, 4000 runs (the book: "
        + "10,000). Who knows better takes it in 5 % of the episodes, for ε = 0.1.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), Example 6.7 and "
        + "Figure 6.5, p. 135. The book does not say how many actions room B has; here there are 10. It prints curves, "
        + "no numbers: the reference is the mean over 200,000 runs of an independent implementation of the same boxes.",
        Compute);

    private static FigureReport Compute(
        PublishedFigure figure, IProgress<double>? progress, CancellationToken cancellation)
    {
        ValueCurve[] curves =
        [
            new("Q-learning", "Q-learning", seeds => PercentLeft(world => new QLearning(world, new()
            {
                StepSize = Schedule.Constant(Alpha), Epsilon = Schedule.Constant(Epsilon),
            }, seeds), seeds)),
            new("Double Q-learning", "Double Q-learning", seeds => PercentLeft(world => new DoubleQLearning(world, new()
            {
                StepSize = Schedule.Constant(Alpha), Epsilon = Schedule.Constant(Epsilon),
            }, seeds), seeds)),
        ];
        var experiment = new ValueExperiment(curves, Runs, seed: 65);
        var numbers = experiment.RunAll(progress, cancellation);
        var rows = experiment.Compare(
            numbers, [(1, 10), (11, 50), (51, 200), (201, 300)], ReferencePoints.Read("figure-6.5.json"), "episodes");
        var chart = new Chart
        {
            Title = figure.Title,
            Subtitle = "Episodes in which left was chosen in room A, of 4000 runs.",
            XLabel = "episode",
            YLabel = "% left",
            X = (0, Episodes),
            Y = (0, 100),
        };
        chart.Level(100 * Epsilon / 2, "best: 5 %");
        return new(figure, rows, experiment.Draw(numbers, chart));
    }

    private static double[] PercentLeft(Func<Interaction, TabularControl> make, SeedSequence seeds)
    {
        var seed = new ulong[1];
        seeds.Child(0).Generate(seed);
        var world = new Interaction(
            new Simulation<LuckyRoomsRules, int, int>(new(), new("LuckyRooms")), seed[0], Actions());
        var learner = make(world);
        var left = new double[Episodes];
        for (var episode = 0; episode < Episodes; episode++)
        {
            var before = learner.Steps;
            learner.Learn();
            left[episode] = learner.Steps - before == 2 ? 100 : 0;             // through B
        }

        return left;
    }

    private static StateActions Actions()
    {
        var rooms = new FiniteMdpBuilder(LuckyRoomsRules.States)
            .Add(0, 0, new Transition(1, 1, 0)).Add(0, 1, new Transition(1, 2, 0));
        for (var a = 0; a < LuckyRoomsRules.Choices; a++) rooms.Add(1, a, new Transition(1, 2, -0.1));
        return StateActions.Of(rooms.Build());
    }
}
