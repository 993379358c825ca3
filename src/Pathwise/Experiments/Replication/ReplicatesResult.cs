using Pathwise.Randomness;

namespace Pathwise.Experiments.Replication;

/// <summary>How the runs of several seeds ended.</summary>
/// <param name="Runs">One for each seed, in their order.</param>
public sealed record ReplicatesResult(IReadOnlyList<Replicate> Runs)
{
    /// <summary>The mean returns of the greedy policies, summed up over the seeds that have one; null if none
    /// has.</summary>
    public SeedStatistics? Greedy { get; } = Over(Runs, run => run.Greedy);

    /// <summary>The mean returns with sampled actions, summed up likewise.</summary>
    public SeedStatistics? Sampled { get; } = Over(Runs, run => run.Sampled);

    /// <summary>Sums up the mean returns of several seeds, with 95 % intervals.</summary>
    /// <param name="evaluations">One for each seed, at least one.</param>
    /// <param name="first">The first run's seeds; child 2 of <see cref="RunSeeds.Evaluation"/> of them is drawn
    /// from.</param>
    public static SeedStatistics Over(IReadOnlyList<EvaluationResult> evaluations, SeedSequence first)
    {
        var rng = new Rng(RunSeeds.Evaluation(first).Child(2));
        return SeedStatistics.Of(evaluations.Select(evaluation => evaluation.Mean), ref rng);
    }

    private static SeedStatistics? Over(IReadOnlyList<Replicate> runs, Func<Replicate, EvaluationResult?> which)
    {
        EvaluationResult[] evaluations = [.. runs.Select(which).OfType<EvaluationResult>()];
        return evaluations.Length > 0 ? Over(evaluations, runs[0].Run.Seeds) : null;
    }
}
