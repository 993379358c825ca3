using Pathwise.Experiments.Metrics;

namespace Pathwise.Experiments;

/// <summary>Where a training leaves its lines and checkpoints.</summary>
internal interface ITrainingLog
{
    /// <summary>Takes a line of metrics.</summary>
    void Line(long step, long episodes, IReadOnlyList<MetricSlot> numbers, TimeSpan elapsed);

    /// <summary>Takes an evaluation while learning.</summary>
    void Evaluation(EvaluationPoint point);

    /// <summary>Takes a checkpoint; what was logged before must be safe before it is.</summary>
    void Checkpoint(CheckpointKind kind, long step, long episodes, ISaved state);
}
