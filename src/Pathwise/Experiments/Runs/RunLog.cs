using Pathwise.Experiments.Formats;
using Pathwise.Experiments.Metrics;

namespace Pathwise.Experiments.Runs;

/// <summary>The files that a training writes into its run's folder.</summary>
internal sealed class RunLog : ITrainingLog, IDisposable
{
    private readonly string _folder;
    private readonly string _algorithm;
    private readonly string _environment;
    private readonly TimeProvider _time;
    private readonly CheckpointFolder _checkpoints;
    private readonly MetricsFile _metrics;
    private readonly EvaluationLog _evaluations;
    private readonly EventFile _events;

    /// <summary>Opens the files and cuts off what came after a checkpoint.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="algorithm">What learns.</param>
    /// <param name="environment">Where it learns.</param>
    /// <param name="last">The checkpoint; null: there is none, so everything is cut off.</param>
    /// <param name="time">The clock.</param>
    /// <param name="kept">Checkpoints at intervals to keep.</param>
    internal RunLog(
        RunFolder folder, string algorithm, string environment, Checkpoint? last, TimeProvider time, int kept = 2)
    {
        var metricsLines = last?.MetricsLines ?? 0;
        (_folder, _algorithm, _environment, _time) = (folder.Path, algorithm, environment, time);
        _checkpoints = folder.CheckpointsKept(kept);
        try
        {
            _metrics = new(folder.Metrics, metricsLines);
            try
            {
                _events = new(folder.Events, metricsLines, WallTime());
                _evaluations = new(folder.Evaluations, last?.EvaluationLines ?? 0);
            }
            catch
            {
                _metrics.Dispose();
                _events?.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(_folder, e);
        }
    }

    public void Line(long step, long episodes, IReadOnlyList<MetricSlot> numbers, TimeSpan elapsed)
    {
        try
        {
            _metrics.Write(step, episodes, numbers, elapsed.TotalSeconds);
            _events.Write(step, numbers, WallTime());
        }
        catch (IOException e)
        {
            throw AtomicFile.CannotWrite(_folder, e);
        }
    }

    public void Evaluation(EvaluationPoint point)
    {
        try
        {
            _evaluations.Write(point);
        }
        catch (IOException e)
        {
            throw AtomicFile.CannotWrite(_folder, e);
        }
    }

    public void Checkpoint(CheckpointKind kind, long step, long episodes, ISaved state)
    {
        try
        {
            _metrics.Flush();
            _events.Flush();
            _evaluations.Flush();
        }
        catch (IOException e)
        {
            throw AtomicFile.CannotWrite(_folder, e);
        }

        _checkpoints.Write(
            kind, new(_algorithm, _environment, step, episodes, _metrics.Lines, _evaluations.Lines), state);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _events.Dispose();
        _evaluations.Dispose();
    }

    private double WallTime() => _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
}
