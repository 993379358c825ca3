using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using Pathwise.Environments;
using Pathwise.Experiments.Runs;

namespace Pathwise.Experiments.Replication;

/// <summary>Trains one plan with several seeds, some at a time.</summary>
/// <remarks>
/// Each seed is a run of its own, in the folder <c>seed-&lt;seed&gt;</c>, learns on one thread and shares nothing with
/// the others, so how many learn at a time changes no bit. Seeds that were begun before go on.
/// </remarks>
public static class Replicates
{
    /// <summary>Trains and evaluates.</summary>
    /// <param name="folder">Where the runs' folders are to lie.</param>
    /// <param name="plan">What all have in common; its seed is the first, and each next seed is greater by 1.</param>
    /// <param name="count">n, the number of seeds, ≥ 1.</param>
    /// <param name="threads">How many learn at a time, ≥ 1.</param>
    /// <param name="evaluation">How the policies are evaluated; null for the defaults.</param>
    /// <param name="progress">Gives the one who is told how a seed goes; it is told on the thread of that seed.</param>
    /// <param name="algorithms">The algorithms there are; null for the library's.</param>
    /// <param name="environments">The environments there are; null for the library's.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="cancellation">Asks to stop: every seed that is not done is interrupted, with a checkpoint.</param>
    /// <exception cref="BadInputException">As of <see cref="Run.Create"/> and <see cref="Run.Train"/>, of the first
    /// seed that has it; or a folder holds a run of another plan.</exception>
    public static ReplicatesResult Train(
        string folder,
        RunPlan plan,
        int count,
        int threads = 1,
        EvaluationPlan? evaluation = null,
        Func<ulong, IProgress<TrainingProgress>?>? progress = null,
        AlgorithmCatalog? algorithms = null,
        EnvironmentRegistry? environments = null,
        TimeProvider? time = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (count < 1) throw new BadInputException($"The number of seeds cannot be {count}; it must be at least 1.");
        if (threads < 1) throw new BadInputException(
            $"The number of threads cannot be {threads}; it must be at least 1.");
        if (plan.Seed > ulong.MaxValue - (ulong)(count - 1))
            throw new BadInputException($"There are no {count} seeds from {plan.Seed} on.");

        var runs = new Run[count];
        for (var i = 0; i < count; i++)
        {
            var seed = plan.Seed + (ulong)i;
            var place = Path.Combine(folder, "seed-" + seed.ToString(CultureInfo.InvariantCulture));
            runs[i] = CreateOrOpen(place, plan with { Seed = seed, Threads = 1 }, algorithms, environments, time);
        }

        var (replicates, failures) = (new Replicate[count], new Exception?[count]);
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            try
            {
                replicates[i] = TrainOne(runs[i], evaluation, progress?.Invoke(runs[i].Manifest.Seed), cancellation);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failures[i] = e;
            }
        });
        if (Array.Find(failures, failure => failure is not null) is { } first) ExceptionDispatchInfo.Throw(first);

        var means = replicates.Select(replicate => replicate.Evaluation?.Mean).OfType<double>().ToArray();
        return new(
            replicates,
            means.Length > 0 ? SeedStatistics.Of(means) : null,
            CurveBand.Of([.. runs.Select(run => run.ReadCurve())], plan.Training.Steps));
    }

    private static Replicate TrainOne(
        Run run, EvaluationPlan? evaluation, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (run.Manifest is { Status: RunStatus.Diverged, Result: { } diverged })
            return new(run.Manifest.Seed, run, diverged, EvaluationOf(run, evaluation));
        var result = run.Train(progress, cancellation);
        var isEvaluated = result.Status != RunStatus.Interrupted && !cancellation.IsCancellationRequested;
        return new(run.Manifest.Seed, run, result, isEvaluated ? EvaluationOf(run, evaluation) : null);
    }

    private static EvaluationResult? EvaluationOf(Run run, EvaluationPlan? plan) =>
        run.HasCheckpoint ? run.Evaluate(plan, CancellationToken.None) : null;

    private static Run CreateOrOpen(
        string folder,
        RunPlan plan,
        AlgorithmCatalog? algorithms,
        EnvironmentRegistry? environments,
        TimeProvider? time)
    {
        if (!File.Exists(new RunFolder(folder).Manifest))
            return Run.Create(folder, plan, algorithms, environments, time);

        var run = Run.Open(folder, algorithms, environments, time);
        var options = run.Algorithm.Settings.ToJson(plan.Options ?? run.Algorithm.DefaultOptions);
        var isSame = run.Manifest.Algorithm == plan.Algorithm && run.Manifest.Environment == plan.Environment
            && run.Manifest.Seed == plan.Seed && run.Manifest.Training == plan.Training
            && JsonNode.DeepEquals(run.Manifest.Settings, options);
        return isSame
            ? run
            : throw new BadInputException($"There is a run of another plan in '{run.Folder}'; choose another folder.");
    }
}
