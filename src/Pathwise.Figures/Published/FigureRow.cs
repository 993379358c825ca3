namespace Pathwise.Figures.Published;

/// <summary>One number of a published figure, as it came out here and as it was published.</summary>
/// <param name="Name">What was measured: <c>"REINFORCE α = 2⁻¹³, episodes 901–1000"</c>.</param>
/// <param name="Here">The number that was measured here.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Published">The number it is compared with.</param>
/// <param name="PublishedStandardError">That number's standard error.</param>
public sealed record FigureRow(
    string Name, double Here, double StandardError, double Published, double PublishedStandardError)
{
    /// <summary>How many combined standard errors may lie between two measurements of one quantity:
    /// chance passes 4 once in 16,000.</summary>
    public const double StandardErrors = 4;

    /// <summary>Whether the numbers are within four combined standard errors of each other.</summary>
    public bool Within =>
        Math.Abs(Here - Published) <= StandardErrors * Math.Sqrt(
            (StandardError * StandardError) + (PublishedStandardError * PublishedStandardError));
}
