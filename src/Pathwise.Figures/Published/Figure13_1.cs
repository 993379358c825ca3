namespace Pathwise.Figures.Published;

/// <summary>Sutton and Barto's Figure 13.1: REINFORCE on the short corridor, with three step sizes.</summary>
internal static class Figure13_1
{
    public static PublishedFigure Definition { get; } = new(
        "figure-13.1",
        "Figure 13.1: REINFORCE on the short corridor",
        "100 runs of 1000 episodes with α = 2⁻¹², 2⁻¹³ and 2⁻¹⁴, from p(right) = 0.05; returns averaged over the runs.",
        ShortCorridorExperiment.Source,
        (figure, progress, cancellation) => ShortCorridorExperiment.Run(
            figure,
            ShortCorridorReference.Read("figure-13.1.json"),
            [
                new("REINFORCE α = 2⁻¹²", "reinforce-12", Math.ScaleB(1, -12), BaselineStepSize: null),
                new("REINFORCE α = 2⁻¹³", "reinforce-13", Math.ScaleB(1, -13), BaselineStepSize: null),
                new("REINFORCE α = 2⁻¹⁴", "reinforce-14", Math.ScaleB(1, -14), BaselineStepSize: null),
            ],
            progress,
            cancellation));
}
