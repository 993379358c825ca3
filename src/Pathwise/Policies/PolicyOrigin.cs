namespace Pathwise.Policies;

/// <summary>Where a policy comes from.</summary>
/// <param name="Algorithm">What learned it.</param>
/// <param name="Environment">Where it learned.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Steps">Environment steps that it had learned from.</param>
/// <param name="Version">The version of this library that learned it.</param>
public sealed record PolicyOrigin(string Algorithm, string Environment, ulong Seed, long Steps, string Version);
