namespace Pathwise.Figures;

/// <summary>Runs that differ in their seed only, under one name.</summary>
/// <param name="Name">What stands beside the line: <c>"reinforce-baseline"</c>.</param>
/// <param name="Runs">One curve for each seed, at least one.</param>
public sealed record CurveSeries(string Name, IReadOnlyList<Curve> Runs)
{
    /// <summary>Whether each number is a mean already, as of an evaluation: its line then goes from point to point,
    /// instead of being a moving mean.</summary>
    public bool IsOfMeans { get; init; }
}
