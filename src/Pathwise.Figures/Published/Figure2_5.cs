namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 2.5: what a baseline is worth.</summary>
internal static class Figure2_5
{
    public static PublishedFigure Definition { get; } = new(
        "figure-2.5",
        "Figure 2.5: gradient bandits with and without a baseline",
        "The arms' values are drawn around 4 instead of 0; α = 0.1 and 0.4, with and without the baseline, "
        + "an average of the rewards that includes the present one, as in the book's figures. "
        + "Means over 2000 bandits of 1000 steps.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), §2.8, p. 38. "
        + TestbedExperiment.RoundedReference,
        (figure, progress, cancellation) => TestbedExperiment.Run(
            figure,
            [
                new("α = 0.1, baseline", "baseline-0.1", "gradient:0.1:inclusive=true", "gaussian:mean=4"),
                new("α = 0.4, baseline", "baseline-0.4", "gradient:0.4:inclusive=true", "gaussian:mean=4"),
                new("α = 0.1, without", "plain-0.1", "gradient:0.1:baseline=false", "gaussian:mean=4"),
                new("α = 0.4, without", "plain-0.4", "gradient:0.4:baseline=false", "gaussian:mean=4"),
            ],
            ["optimal"],
            progress,
            cancellation));
}
