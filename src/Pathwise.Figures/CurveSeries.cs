namespace Pathwise.Figures;

/// <summary>Runs that differ in their seed only, under one name.</summary>
/// <param name="Name">What stands beside the line: <c>"reinforce-baseline"</c>.</param>
/// <param name="Runs">One curve for each seed, at least one.</param>
public sealed record CurveSeries(string Name, IReadOnlyList<Curve> Runs);
