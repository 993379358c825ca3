using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Evaluation;
using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Experiments.Runs;

/// <summary>One call of <see cref="AutoencoderRun.Train"/>: batches, and after each epoch the test, a line of metrics
/// and a checkpoint.</summary>
internal sealed class AutoencoderSession(
    AutoencoderTraining training, IAutoencoder model, LearningSet data, int epochs, SeedSequence seeds,
    Workers workers, RunLog log, TimeProvider time)
{
    /// <summary>Test examples whose codes say which latents are active: 500 are many.</summary>
    private const int Encoded = 1000;

    private readonly long _start = time.GetTimestamp(), _examples = training.Examples;
    private readonly SeedSequence _evaluation = RunSeeds.Evaluation(seeds);
    private TimeSpan _paused;

    /// <summary>Learning time of earlier sessions.</summary>
    public TimeSpan Before { get; init; }

    /// <summary>The least time between two reports of progress.</summary>
    public TimeSpan ProgressInterval { get; init; }

    public TrainingResult Run(IProgress<AutoencoderProgress>? progress, CancellationToken cancellation)
    {
        var reported = _start;
        var status = RunStatus.Completed;
        while (!training.IsFinished)
        {
            if (cancellation.IsCancellationRequested)
            {
                status = RunStatus.Interrupted;
                break;
            }

            var report = training.TrainBatch();
            if (training.Diverged is not null)
            {
                status = RunStatus.Diverged;
                break;
            }

            if (report is not null) EndEpoch(report);
            if (progress is null || time.GetElapsedTime(reported) < ProgressInterval) continue;
            reported = time.GetTimestamp();
            progress.Report(Progress());
        }

        log.Checkpoint(
            status == RunStatus.Interrupted ? CheckpointKind.Interrupted : CheckpointKind.Final,
            training.Examples, training.Epoch, training);
        progress?.Report(Progress());
        return new(
            status, training.Examples, training.Epoch, Before + time.GetElapsedTime(_start), Speed(), null, false,
            training.Diverged);
    }

    private void EndEpoch(EpochReport report)
    {
        var begun = time.GetTimestamp();
        var test = ModelEvaluation.Bound(model.ForEvaluation(), data.Test, _evaluation.Child(0), workers).Means;
        var active = ActiveUnits.Count(model, data.Test.First(Encoded, _evaluation.Child(1)));
        log.Line(
            training.Examples, training.Epoch,
            new AutoencoderEpoch(report.Epoch, report.Means, test, active, report.EffectiveBeta).ToMetrics(),
            Before + time.GetElapsedTime(_start));
        if (!training.IsFinished)
            log.Checkpoint(CheckpointKind.Step, training.Examples, training.Epoch, training);
        _paused += time.GetElapsedTime(begun);
    }

    /// <summary>Images a second, the tests and checkpoints between epochs not counted.</summary>
    private double Speed()
    {
        var seconds = (time.GetElapsedTime(_start) - _paused).TotalSeconds;
        return seconds > 0 ? (training.Examples - _examples) / seconds : 0;
    }

    private AutoencoderProgress Progress()
    {
        var (speed, left) = (Speed(), (1 - training.Fraction) * epochs * data.Train.Count);
        return new(
            training.Epoch, epochs, training.Fraction, training.LastBatch, speed,
            speed > 0 && left / speed < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(left / speed) : null);
    }
}
