using System.ComponentModel.DataAnnotations;

namespace Pathwise.Experiments;

/// <summary>How long a run learns, when it stops early, and when it reports and saves; all counted in environment
/// steps.</summary>
/// <param name="Steps">Environment steps to learn from, ≥ 1; the update that reaches them is the last.</param>
/// <remarks>
/// Nothing here is counted in seconds, for that would make a run depend on the machine. A plan that is copied with
/// other steps keeps its intervals.
/// </remarks>
public sealed record TrainingPlan([property: Range(1, long.MaxValue)] long Steps)
{
    /// <summary>Stops as soon as the mean return of the last <see cref="TargetEpisodes"/> episodes is at least this;
    /// null: never.</summary>
    public double? TargetReturn { get; init; }

    /// <summary>How many episodes <see cref="TargetReturn"/> is a mean of.</summary>
    /// <value>Default 100.</value>
    [Range(1, 1_000_000)]
    public int TargetEpisodes { get; init; } = 100;

    /// <summary>Steps between two lines of metrics; 0: a line for every update.</summary>
    /// <value>Default: a thousandth of the run.</value>
    [Range(0, long.MaxValue)]
    public long MetricsEvery { get; init; } = Math.Max(1, Steps / 1000);

    /// <summary>Steps between two checkpoints; 0: one at the end only.</summary>
    /// <value>Default: a tenth of the run, but at least 50,000: waiting for the disk costs more than learning those
    /// again.</value>
    [Range(0, long.MaxValue)]
    public long CheckpointEvery { get; init; } = Math.Max(50_000, Steps / 10);

    /// <summary>How many checkpoints at intervals are kept: the last ones, ≥ 1.</summary>
    /// <value>Default 2: one to go on from, and one in case that is damaged.</value>
    [Range(1, int.MaxValue)]
    public int KeptCheckpoints { get; init; } = 2;

    /// <summary>How the policy is evaluated while it learns, what is kept of it, and when that ends the run; null: not
    /// at all.</summary>
    /// <remarks>A <see cref="Runs.Run"/> does so; a <see cref="Experiments.Training"/> is given its callbacks
    /// itself.</remarks>
    public EvaluationSchedule? Evaluation { get; init; }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="BadInputException">A number is out of range.</exception>
    internal TrainingPlan Validated()
    {
        if (Steps < 1) throw new BadInputException($"The number of steps cannot be {Steps}; it must be at least 1.");
        if (TargetEpisodes is < 1 or > 1_000_000)
            throw new BadInputException(
                $"The target's number of episodes cannot be {TargetEpisodes}; it must be in [1, 1000000].");
        if (TargetReturn is { } target && !double.IsFinite(target))
            throw new BadInputException("The target return must be a finite number.");
        if (MetricsEvery < 0 || CheckpointEvery < 0)
            throw new BadInputException(
                "The steps between two lines of metrics, or two checkpoints, cannot be negative.");
        if (KeptCheckpoints < 1)
            throw new BadInputException(
                $"The number of checkpoints to keep cannot be {KeptCheckpoints}; it must be at least 1.");
        Evaluation?.Validated();
        return this;
    }
}
