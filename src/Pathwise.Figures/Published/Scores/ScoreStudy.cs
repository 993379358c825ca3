using Pathwise.Experiments;
using Pathwise.Experiments.Replication;
using Pathwise.Experiments.Runs;

namespace Pathwise.Figures.Published.Scores;

/// <summary>Trains presets with several seeds each, in folders that are kept: what is there is not trained again, and
/// what was interrupted goes on.</summary>
/// <remarks>A folder whose runs have other settings, steps or seeds than its line asks for, or were made by another
/// version of the library, is emptied and filled anew. How many seeds learn at a time changes no bit.</remarks>
/// <param name="folder">Where the lines' folders are to lie.</param>
/// <param name="seeds">How many seeds, from 1 on.</param>
/// <param name="evaluation">How a policy is evaluated.</param>
internal sealed class ScoreStudy(string folder, int seeds, EvaluationPlan evaluation)
{
    private const ulong FirstSeed = 1;

    private static readonly AlgorithmCatalog Algorithms = AlgorithmCatalog.Standard;

    /// <summary>The score of a line whose runs have all ended and been evaluated, or null.</summary>
    /// <exception cref="BadInputException">A file is damaged.</exception>
    public Score? Kept(ScoreLine line)
    {
        var runs = Replicates.Open(FolderOf(line));
        var plan = PlanOf(line);
        if (!Fit(runs, plan)) return null;
        var means = new List<double>();
        foreach (var run in runs)
        {
            if (run.Manifest is not { Status: RunStatus.Completed or RunStatus.Diverged }) return null;
            var greedy = run.Evaluations.FirstOrDefault(one => one.IsGreedy && one.Episodes == evaluation.Episodes);
            if (greedy is null && run.HasCheckpoint) return null;
            means.Add(greedy?.Mean ?? double.NaN);
        }

        return new(line, plan.Training.Steps, means);
    }

    /// <summary>The score of a line, trained as far as it is not kept.</summary>
    /// <param name="line">Which.</param>
    /// <param name="atOnce">Seeds that learn at a time.</param>
    /// <param name="progress">Told the fraction of the line that is done, and the number that matters.</param>
    /// <param name="cancellation">Ends it early, with a checkpoint of each run.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    /// <exception cref="BadInputException">A file is damaged or cannot be written.</exception>
    public Score Train(
        ScoreLine line, int atOnce, IProgress<FigureProgress>? progress, CancellationToken cancellation)
    {
        if (Kept(line) is { } kept) return kept;
        var (place, plan) = (FolderOf(line), PlanOf(line));
        var runs = Replicates.Open(place);
        if (!Fit(runs, plan))
        {
            if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
            runs = Replicates.Create(place, plan, seeds);
        }

        var watch = new ScoreProgress(line, plan.Training.Steps, seeds, progress);
        Replicates.Train(runs, atOnce, evaluation, watch.Of, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return Kept(line)
            ?? throw new InvalidOperationException($"The runs of {line.Name} have ended and are not evaluated.");
    }

    private static RunPlan PlanOf(ScoreLine line)
    {
        var preset = Presets.Standard.Find(line.Algorithm, line.Environment, line.Preset);
        var training = new TrainingPlan(preset.Steps) { TargetReturn = preset.TargetReturn };
        return new(line.Algorithm, line.Environment, training)
        {
            Seed = FirstSeed, Preset = line.Preset, Options = preset.OptionsFor(Algorithms.Find(line.Algorithm)),
        };
    }

    private bool Fit(IReadOnlyList<Run> runs, RunPlan plan)
    {
        var settings = Algorithms.Find(plan.Algorithm).Settings.ToJson(plan.Options!).ToJsonString();
        return runs.Count == seeds && runs[0].Manifest.Seed == plan.Seed && runs.All(run =>
            run.Manifest.Settings.ToJsonString() == settings
            && run.Manifest.Training.Steps == plan.Training.Steps
            && run.Manifest.Version == Manifest.CurrentVersion);
    }

    private string FolderOf(ScoreLine line) =>
        Path.Combine(folder, $"{line.Algorithm}-{line.Environment}-{line.Preset}");
}
