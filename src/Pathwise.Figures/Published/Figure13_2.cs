namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 13.2: what a baseline buys on the short corridor.</summary>
internal static class Figure13_2
{
    public static PublishedFigure Definition { get; } = new(
        "figure-13.2",
        "Figure 13.2: REINFORCE with baseline on the short corridor",
        "100 runs of 1000 episodes: plain with α = 2⁻¹³, "
        + "and with baseline with αᶿ = 2⁻⁹ and αʷ = 2⁻⁶, from p(right) = 0.05.",
        ShortCorridorExperiment.Source,
        (figure, progress, cancellation) => ShortCorridorExperiment.Run(
            figure,
            ShortCorridorReference.Read("figure-13.2.json"),
            [
                new("with baseline αᶿ = 2⁻⁹", "baseline", Math.ScaleB(1, -9), BaselineStepSize: Math.ScaleB(1, -6)),
                new("REINFORCE α = 2⁻¹³", "reinforce-13", Math.ScaleB(1, -13), BaselineStepSize: null),
            ],
            progress,
            cancellation));
}
