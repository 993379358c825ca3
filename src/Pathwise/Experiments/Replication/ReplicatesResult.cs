namespace Pathwise.Experiments.Replication;

/// <summary>How the runs of several seeds ended.</summary>
/// <param name="Runs">One for each seed, in their order.</param>
public sealed record ReplicatesResult(IReadOnlyList<Replicate> Runs)
{
    /// <summary>The mean returns of the greedy policies, summed up over the seeds that have one; null if none
    /// has.</summary>
    public SeedStatistics? Greedy { get; } = Over(Runs.Select(run => run.Greedy));

    /// <summary>The mean returns with sampled actions, summed up likewise.</summary>
    public SeedStatistics? Sampled { get; } = Over(Runs.Select(run => run.Sampled));

    private static SeedStatistics? Over(IEnumerable<EvaluationResult?> evaluations)
    {
        var means = evaluations.OfType<EvaluationResult>().Select(evaluation => evaluation.Mean).ToArray();
        return means.Length > 0 ? SeedStatistics.Of(means) : null;
    }
}
