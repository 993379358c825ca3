namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 2.2: what exploring is worth in the long run.</summary>
internal static class Figure2_2
{
    public static PublishedFigure Definition { get; } = new(
        "figure-2.2",
        "Figure 2.2: ε-greedy methods on the 10-armed testbed",
        "Action values are sample averages, begun at 0; ε = 0, 0.01 and 0.1. Means over 2000 bandits of 1000 steps.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), §2.3, pp. 28–29. "
        + "The book prints curves, no numbers: the reference is the mean over 100,000 runs of an independent "
        + "implementation.",
        (figure, progress, cancellation) => TestbedExperiment.Run(
            figure,
            [
                new("ε = 0, greedy", "greedy", "greedy"),
                new("ε = 0.01", "epsilon-0.01", "epsilon-greedy:0.01"),
                new("ε = 0.1", "epsilon-0.1", "epsilon-greedy:0.1"),
            ],
            ["reward", "optimal"],
            progress,
            cancellation));
}
