namespace Pathwise.Experiments;

/// <summary>One point of a learning curve.</summary>
/// <param name="Steps">Environment steps learned from.</param>
/// <param name="Episodes">Episodes that have ended.</param>
/// <param name="Seconds">Learning time.</param>
/// <param name="Return">Mean return of the episodes that ended since the line of metrics before.</param>
public readonly record struct CurvePoint(long Steps, long Episodes, double Seconds, double Return);
