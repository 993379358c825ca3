namespace Pathwise.Testing;

/// <summary>Something that a check of an environment found.</summary>
/// <param name="Check">The check's name, such as <c>same seed, same episode</c>.</param>
/// <param name="What">One sentence: what was seen, and where.</param>
/// <param name="Severity">How grave it is.</param>
public sealed record EnvironmentConformanceFinding(string Check, string What, EnvironmentConformanceSeverity Severity);
