using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Pathwise.Environments;
using Pathwise.Experiments.Runs;

namespace Pathwise.Experiments.Replication;

/// <summary>Trains one plan with several seeds, some at a time.</summary>
/// <remarks>Each seed is a run of its own, in the folder <c>seed-&lt;seed&gt;</c>, and shares nothing with the others,
/// so how many learn at a time changes no bit.</remarks>
public static class Replicates
{
    private const string Prefix = "seed-";

    /// <summary>Begins a run for each seed; nothing is learned yet.</summary>
    /// <param name="folder">Where the runs' folders are to lie.</param>
    /// <param name="plan">What all have in common; its seed is the first, and each next seed is greater by 1.</param>
    /// <param name="count">n, the number of seeds, ≥ 1.</param>
    /// <param name="algorithms">The algorithms there are; null for the library's.</param>
    /// <param name="environments">The environments there are; null for the library's.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="BadInputException">As of <see cref="Run.Create"/>; or there are not so many seeds.</exception>
    public static IReadOnlyList<Run> Create(
        string folder,
        RunPlan plan,
        int count,
        AlgorithmCatalog? algorithms = null,
        EnvironmentRegistry? environments = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (count < 1) throw new BadInputException($"The number of seeds cannot be {count}; it must be at least 1.");
        if (plan.Seed > ulong.MaxValue - (ulong)(count - 1))
            throw new BadInputException(
                $"There are no {count} seeds from {plan.Seed} on; the last one is {ulong.MaxValue}.");

        var folders = Enumerable.Range(0, count).Select(i => Path.Combine(
            folder, NameOf(plan.Seed + (ulong)i))).ToArray();
        if (Array.Find(folders, IsRun) is { } taken) throw RunFolder.HoldsRun(taken);
        return [.. folders.Select((place, i) =>
            Run.Create(place, plan with { Seed = plan.Seed + (ulong)i }, algorithms, environments, time))];
    }

    /// <summary>Opens the runs of several seeds that were begun before.</summary>
    /// <param name="folder">Where the runs' folders lie.</param>
    /// <param name="algorithms">The algorithms there are; null for the library's.</param>
    /// <param name="environments">The environments there are; null for the library's.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <returns>The runs in the order of their seeds; none if the folder is not one of several seeds.</returns>
    /// <exception cref="BadInputException">As of <see cref="Run.Open"/>.</exception>
    public static IReadOnlyList<Run> Open(
        string folder,
        AlgorithmCatalog? algorithms = null,
        EnvironmentRegistry? environments = null,
        TimeProvider? time = null) =>
        !Directory.Exists(folder) || IsRun(folder)
            ? []
            : [.. Directory.EnumerateDirectories(folder, Prefix + "*").Where(IsRun)
                .Select(place => Run.Open(place, algorithms, environments, time)).OrderBy(run => run.Manifest.Seed)];

    /// <summary>Trains each run from where it stands, and evaluates it, greedily and sampled.</summary>
    /// <param name="runs">At least one. A run that has ended is evaluated only.</param>
    /// <param name="atOnce">How many learn at a time, ≥ 1.</param>
    /// <param name="evaluation">How many episodes are played, and how long; null for the defaults.</param>
    /// <param name="observe">Gives the one who is told how a run goes; null if nobody is.</param>
    /// <param name="cancellation">Asks to stop: every run that is not done is interrupted, with a checkpoint.</param>
    /// <exception cref="BadInputException">As of <see cref="Run.Train"/>, of the first run that has it; the others are
    /// trained all the same.</exception>
    public static ReplicatesResult Train(
        IReadOnlyList<Run> runs,
        int atOnce = 1,
        EvaluationPlan? evaluation = null,
        Func<Run, IReplicateObserver>? observe = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs.Count, 1, nameof(runs));
        ArgumentOutOfRangeException.ThrowIfLessThan(atOnce, 1);
        var (replicates, failures) = (new Replicate[runs.Count], new Exception?[runs.Count]);
        var inOrder = Partitioner.Create(Enumerable.Range(0, runs.Count), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(inOrder, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, i =>
        {
            try
            {
                replicates[i] = Train(runs[i], evaluation ?? new(), observe?.Invoke(runs[i]), cancellation);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failures[i] = e;
            }
        });
        if (Array.Find(failures, failure => failure is not null) is { } first) ExceptionDispatchInfo.Throw(first);
        return new(replicates);
    }

    /// <summary>The name of the folder of a seed's run.</summary>
    internal static string NameOf(ulong seed) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{seed}");

    private static Replicate Train(
        Run run, EvaluationPlan evaluation, IReplicateObserver? observer, CancellationToken cancellation)
    {
        observer?.Learning();
        var training = run.Manifest is { Status: RunStatus.Diverged, Result: { } before }
            ? before
            : run.Train(observer, cancellation);
        var ended = new Replicate(run, training, null, null);
        if (training.Status != RunStatus.Interrupted && run.HasCheckpoint)
            try
            {
                observer?.Evaluating();
                var greedy = run.Evaluate(evaluation with { IsGreedy = true }, cancellation);
                var sampled = run.Evaluate(evaluation with { IsGreedy = false }, cancellation);
                ended = ended with { Greedy = greedy, Sampled = sampled };
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // It has learned; whoever resumes it has it evaluated.
            }

        observer?.Ended(ended);
        return ended;
    }

    private static bool IsRun(string folder) => File.Exists(new RunFolder(folder).Manifest);
}
