namespace Pathwise.Experiments.Replication;

/// <summary>One point of a <see cref="CurveBand"/>.</summary>
/// <param name="Steps">Environment steps at the interval's end.</param>
/// <param name="Return">The returns of the seeds in the interval.</param>
public readonly record struct CurveBandPoint(long Steps, SeedStatistics Return);
