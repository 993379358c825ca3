namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 2.4: exploring where little is known.</summary>
internal static class Figure2_4
{
    public static PublishedFigure Definition { get; } = new(
        "figure-2.4",
        "Figure 2.4: upper-confidence-bound action selection",
        "UCB with c = 2 beside ε-greedy with ε = 0.1, values by sample averages; in the table c = 1, too. "
        + "Means over 2000 bandits of 1000 steps.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), §2.7, p. 36. "
        + TestbedExperiment.RoundedReference,
        (figure, progress, cancellation) => TestbedExperiment.Run(
            figure,
            [
                new("UCB c = 2", "ucb-2", "ucb:2"),
                new("ε-greedy ε = 0.1", "epsilon-0.1", "epsilon-greedy:0.1"),
                new("UCB c = 1", "ucb-1", "ucb:1") { IsDrawn = false },
            ],
            ["reward"],
            progress,
            cancellation));
}
