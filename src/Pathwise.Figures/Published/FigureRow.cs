namespace Pathwise.Figures.Published;

/// <summary>One number of a published figure, as it came out here and as it was published.</summary>
/// <param name="Name">What was measured: <c>"REINFORCE α = 2⁻¹³, episodes 901–1000"</c>.</param>
/// <param name="Here">The number that was measured here.</param>
/// <param name="StandardError">Its standard error; 0 for a number that is exact.</param>
/// <param name="Published">The number it is compared with.</param>
/// <param name="PublishedStandardError">That number's standard error.</param>
public sealed record FigureRow(
    string Name, double Here, double StandardError, double Published, double PublishedStandardError)
{
    /// <summary>How many combined standard errors may lie between two measurements of one quantity:
    /// chance passes 4 once in 16,000.</summary>
    public const double StandardErrors = 4;

    private const double Rounding = 1e-12;       // −14.05 is not the double nearest to it

    /// <summary>How far the numbers may be apart beside what chance allows: half of the last printed digit, or the
    /// rounding of exact arithmetic.</summary>
    /// <value>Default 0: chance alone.</value>
    public double Tolerance { get; init; }

    /// <summary>How the number is to lie to the published one.</summary>
    /// <value>Default near.</value>
    public FigureComparison Comparison { get; init; }

    /// <summary>Whether the number lies to the published one as it should; one with none beside it has to be
    /// finite.</summary>
    public bool Within => Comparison switch
    {
        FigureComparison.AtLeast => Here >= Published - Tolerance,
        FigureComparison.AtMost => Here <= Published + Tolerance,
        FigureComparison.None => double.IsFinite(Here),
        _ => Math.Abs(Here - Published) <= (Tolerance * (1 + Rounding)) + (StandardErrors * Math.Sqrt(
            (StandardError * StandardError) + (PublishedStandardError * PublishedStandardError))),
    };

    /// <summary>Whether <see cref="Within"/> says anything: of a finite number with none beside it, it does
    /// not.</summary>
    public bool HasVerdict => Comparison != FigureComparison.None || !Within;

    /// <summary>A number that is exact here, beside one in print.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="here">The number.</param>
    /// <param name="printed">As it is printed.</param>
    /// <param name="tolerance">Half of the last printed digit's unit: 0.05 for −14.1.</param>
    public static FigureRow Exact(string name, double here, double printed, double tolerance) =>
        new(name, here, 0, printed, 0) { Tolerance = tolerance };

    /// <summary>A number that has to reach another.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="here">The number.</param>
    /// <param name="standardError">Its standard error.</param>
    /// <param name="bar">What it may not be below.</param>
    public static FigureRow AtLeast(string name, double here, double standardError, double bar) =>
        new(name, here, standardError, bar, 0) { Comparison = FigureComparison.AtLeast };

    /// <summary>A number that may not pass another.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="here">The number.</param>
    /// <param name="standardError">Its standard error.</param>
    /// <param name="bar">What it may not be above.</param>
    public static FigureRow AtMost(string name, double here, double standardError, double bar) =>
        new(name, here, standardError, bar, 0) { Comparison = FigureComparison.AtMost };

    /// <summary>A number with none in print beside it.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="here">The number.</param>
    /// <param name="standardError">Its standard error.</param>
    public static FigureRow Alone(string name, double here, double standardError) =>
        new(name, here, standardError, 0, 0) { Comparison = FigureComparison.None };
}
