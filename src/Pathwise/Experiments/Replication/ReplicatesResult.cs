namespace Pathwise.Experiments.Replication;

/// <summary>How the runs of several seeds ended.</summary>
/// <param name="Runs">One for each seed, in their order.</param>
/// <param name="Evaluation">The mean evaluation returns, summed up over the seeds that have one; null if none
/// has.</param>
/// <param name="Curve">The learning curve with its band.</param>
public sealed record ReplicatesResult(
    IReadOnlyList<Replicate> Runs,
    SeedStatistics? Evaluation,
    IReadOnlyList<CurveBandPoint> Curve);
