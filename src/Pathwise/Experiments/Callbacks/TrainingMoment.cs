using System.Text;

namespace Pathwise.Experiments.Callbacks;

/// <summary>A training between two updates, as its callbacks see it.</summary>
/// <remarks>One object serves a whole training, so that a call allocates nothing.</remarks>
public sealed class TrainingMoment
{
    private readonly ITrainingLog? _log;

    internal TrainingMoment(ILearner learner, IMetrics metrics, ITrainingLog? log) =>
        (Learner, Metrics, _log) = (learner, metrics, log);

    /// <summary>What learns; to be looked at, and acted with, not to be taught.</summary>
    public ILearner Learner { get; }

    /// <summary>Takes numbers into the next line of metrics; one that is not finite ends the training as
    /// diverged.</summary>
    public IMetrics Metrics { get; }

    /// <summary>Environment steps before the last update.</summary>
    public long StepsBefore { get; internal set; }

    /// <summary>Asks long work of a callback to stop.</summary>
    public CancellationToken Cancellation { get; internal set; }

    /// <summary>Why a callback ended the training, or null.</summary>
    internal string? StopReason { get; private set; }

    /// <summary>Whether it ended because it has reached what was wanted.</summary>
    internal bool IsTargetReached { get; private set; }

    /// <summary>The mean return of the last evaluation, or null before one.</summary>
    internal double? LastEvaluation { get; private set; }

    /// <summary>The greatest mean return of an evaluation, or null before one.</summary>
    internal double? BestEvaluation { get; private set; }

    /// <summary>Whether the last update has reached or passed a multiple of an interval.</summary>
    /// <param name="interval">Environment steps; 0: never.</param>
    public bool HasPassed(long interval) => interval > 0 && Learner.Steps / interval > StepsBefore / interval;

    /// <summary>Keeps the policy as it stands as the run's best, instead of the one before; a training without a folder
    /// has nowhere to keep it.</summary>
    public void KeepBest() =>
        _log?.Checkpoint(CheckpointKind.Best, Learner.Steps, Learner.Episodes, new PolicyOf(Learner));

    /// <summary>Ends the training after this update, as completed; callbacks behind this one are not called.</summary>
    /// <param name="reason">Why, for the report.</param>
    /// <param name="targetReached">Whether that is because it has reached what was wanted.</param>
    public void Stop(string reason, bool targetReached = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        (StopReason, IsTargetReached) = (reason, targetReached);
    }

    internal void Save(IStateWriter writer)
    {
        writer.Write<long>("steps", [StepsBefore]);
        writer.Write<bool>("targetReached", [IsTargetReached]);
        writer.Write<byte>("stopReason", Encoding.UTF8.GetBytes(StopReason ?? ""));
    }

    internal void Load(IStateReader reader)
    {
        StepsBefore = reader.ReadAll<long>("steps")[0];
        IsTargetReached = reader.ReadAll<bool>("targetReached")[0];
        StopReason = reader.ReadAll<byte>("stopReason") is { Length: > 0 } reason
            ? Encoding.UTF8.GetString(reason)
            : null;
    }

    /// <summary>Notes an evaluation.</summary>
    internal void Evaluated(EvaluationPoint point, double best)
    {
        (LastEvaluation, BestEvaluation) = (point.Result.Mean, best);
        _log?.Evaluation(point);
    }

    /// <summary>The part of a checkpoint that acting needs.</summary>
    private sealed class PolicyOf(ILearner learner) : ISaved
    {
        public void Save(IStateWriter writer) => learner.SavePolicy(writer.Part(Training.LearnerPart));

        public void Load(IStateReader reader) => learner.LoadPolicy(reader.Part(Training.LearnerPart));
    }
}
