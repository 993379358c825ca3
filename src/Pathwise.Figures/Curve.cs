namespace Pathwise.Figures;

/// <summary>What one run earned while it learned: returns of episodes,
/// against the environment steps at which they ended.</summary>
/// <param name="Steps">Environment steps, rising, [points].</param>
/// <param name="Returns">The return that was observed there, [points].</param>
public sealed record Curve(IReadOnlyList<double> Steps, IReadOnlyList<double> Returns);
