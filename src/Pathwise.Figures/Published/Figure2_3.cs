namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 2.3: optimism makes a greedy strategy explore.</summary>
internal static class Figure2_3
{
    public static PublishedFigure Definition { get; } = new(
        "figure-2.3",
        "Figure 2.3: optimistic initial action values",
        "Both with a constant step size α = 0.1: greedy from Q₁ = 5, and ε-greedy with ε = 0.1 from Q₁ = 0. "
        + "Means over 2000 bandits of 1000 steps.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), §2.6, p. 34. "
        + TestbedExperiment.RoundedReference,
        (figure, progress, cancellation) => TestbedExperiment.Run(
            figure,
            [
                new("Q₁ = 5, ε = 0", "optimistic", "optimistic:5:0.1"),
                new("Q₁ = 0, ε = 0.1", "realistic", "epsilon-greedy:0.1:step-size=0.1"),
            ],
            ["optimal"],
            progress,
            cancellation));
}
