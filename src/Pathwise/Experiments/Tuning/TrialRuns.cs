using System.Globalization;
using Pathwise.Experiments.Replication;
using Pathwise.Experiments.Runs;
using Pathwise.Randomness;

namespace Pathwise.Experiments.Tuning;

/// <summary>The runs of a search's trials: real runs, each in a folder of its own, that learn from rung to
/// rung.</summary>
/// <remarks>Trial i tries the settings that are drawn from child 0, i of the search's seeds, and its run j has the
/// first 32 bits of child 1, i, j as its seed. The runs of trial 7 lie in <c>trials/0007</c>: the run itself, or where
/// a trial has several, each in <c>seed-&lt;seed&gt;</c>.</remarks>
internal sealed class TrialRuns(TuningStudy study)
{
    private readonly Algorithm _algorithm = study.Tuned;
    private readonly TuningPlan _plan = study.Plan;
    private readonly SeedSequence _seeds = study.Seeds;

    /// <summary>What is asked of a trial at a rung.</summary>
    internal TrialResult Asked(int trial, int bracket, int rung, long steps)
    {
        var rng = new Rng(_seeds.Child(0).Child(trial));
        var seeds = Enumerable.Range(0, _plan.Search.Seeds).Select(run => SeedOf(trial, run));
        return new(trial, bracket, rung, steps, study.Space.Draw(ref rng), [.. seeds], TrialStatus.Failed);
    }

    /// <summary>The folder of a run.</summary>
    internal string FolderOf(TrialResult trial, int run)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{trial.Trial:D4}");
        var folder = Path.Combine(study.Folder, "trials", name);
        return trial.Seeds.Count == 1 ? folder : Path.Combine(folder, Replicates.NameOf(trial.Seeds[run]));
    }

    /// <summary>Learns up to a rung, from where the run stands, and evaluates.</summary>
    /// <param name="trial">What is asked for.</param>
    /// <param name="run">Which of its runs.</param>
    /// <param name="progress">Is told how it goes.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>; a checkpoint is
    /// left.</param>
    /// <exception cref="BadInputException">A file is damaged, or cannot be written.</exception>
    internal RunOutcome Learn(
        TrialResult trial, int run, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        try
        {
            var options = study.Space.Apply(_plan.Options!, trial.Values);
            return CannotBeMade(trial.Seeds[run], options)
                ?? Learn(Open(FolderOf(trial, run), trial.Seeds[run], options), trial.Steps, progress, cancellation);
        }
        catch (Exception e) when (e is not (BadInputException or OperationCanceledException or OutOfMemoryException))
        {
            return new(TrialStatus.Failed, $"{e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Settings that do not go together fail before there is a folder; what is wrong with a file afterwards
    /// ends the search.</summary>
    private RunOutcome? CannotBeMade(ulong seed, object options)
    {
        try
        {
            _algorithm.Create(study.Environment, options, new(seed), _plan.Steps);
            return null;
        }
        catch (BadInputException e)
        {
            return new(TrialStatus.Failed, e.Message);
        }
    }

    private RunOutcome Learn(
        Run run, long steps, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var training = run.Manifest is { Status: RunStatus.Diverged, Result: { } before }
            ? before
            : run.TrainTo(steps, progress, cancellation);
        if (training.Status == RunStatus.Interrupted && training.Steps < steps)
            throw new OperationCanceledException(cancellation);
        var outcome = new RunOutcome(TrialStatus.Evaluated, null)
        {
            Episodes = training.Episodes, Seconds = training.Elapsed.TotalSeconds,
        };
        if (training.Status == RunStatus.Diverged)
            return outcome with
            {
                Status = TrialStatus.Diverged,
                Trouble = $"It diverged at step {training.Steps}, in {training.DivergedIn}.",
            };
        var evaluation = run.Evaluate(new() { Episodes = _plan.Search.Episodes }, cancellation);
        return double.IsFinite(evaluation.Mean) ? outcome with { Evaluation = evaluation } : outcome with
        {
            Status = TrialStatus.Diverged, Trouble = "The returns of its evaluation are not finite.",
        };
    }

    private Run Open(string folder, ulong seed, object options) =>
        File.Exists(new RunFolder(folder).Manifest)
            ? Run.Open(folder, study.Algorithms, study.Environments)
            : Run.Create(
                folder,
                new(_plan.Algorithm, _plan.Environment, new(_plan.Steps))
                {
                    Seed = seed, Options = options, EnvironmentArguments = _plan.EnvironmentArguments,
                },
                study.Algorithms, study.Environments);

    private uint SeedOf(int trial, int run)
    {
        Span<uint> words = stackalloc uint[1];
        _seeds.Child(1).Child(trial).Child(run).Generate(words);
        return words[0];
    }
}
