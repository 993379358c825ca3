using Pathwise.ArchitectureSearch;
using Pathwise.Experiments.Metrics;

namespace Pathwise.Experiments.Runs;

/// <summary>One call of <see cref="SearchRun.Search"/>: batches, and after each a line of metrics, and a checkpoint
/// where one is due.</summary>
internal sealed class SearchSession
{
    private readonly SearchLoop _loop;
    private readonly SearchJournal _journal;
    private readonly RunLog _log;
    private readonly TrainingPlan _plan;
    private readonly TimeProvider _time;
    private readonly ParetoArchive _archive;
    private readonly long _start;
    private readonly int _replayed;
    private long _reported, _checkpointed;
    private int _ready, _new, _reused, _broken;
    private Child? _best;
    private IProgress<SearchProgress>? _progress;

    internal SearchSession(
        SearchLoop loop, SearchJournal journal, RunLog log, TrainingPlan plan, TimeProvider time)
    {
        (_loop, _journal, _log, _plan, _time) = (loop, journal, log, plan, time);
        (_start, _checkpointed) = (time.GetTimestamp(), loop.Children.Count);
        (_archive, _replayed, _reported) = (new(loop.Reward.Options.Cost), journal.Children.Count, _start);
        foreach (var child in journal.Children) Count(child);
        foreach (var child in loop.Children) _archive.Add(child);
        journal.ChildAdded = OnChild;
        journal.BatchEnded = OnBatch;
    }

    /// <summary>Time of earlier sessions.</summary>
    internal TimeSpan Before { get; init; }

    /// <summary>The least time between two reports of progress.</summary>
    internal TimeSpan ProgressInterval { get; init; }

    internal (RunStatus Status, string? Trouble) Run(
        IProgress<SearchProgress>? progress, CancellationToken cancellation)
    {
        _progress = progress;
        try
        {
            while (!_loop.IsFinished && _loop.GivenUp is null)
            {
                cancellation.ThrowIfCancellationRequested();
                _loop.RunBatch(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _journal.Flush();
            return (RunStatus.Interrupted, null);
        }

        _journal.Flush();
        if (_loop.Strategy.Diverged is not null) return (RunStatus.Diverged, _loop.GivenUp);
        if (!_loop.IsFinished) return (RunStatus.Failed, _loop.GivenUp);
        _log.Checkpoint(CheckpointKind.Final, _loop.Children.Count, _loop.Batches, _loop);
        _progress?.Report(Progress());
        return (RunStatus.Completed, null);
    }

    private void OnChild(Child child)
    {
        Count(child);
        _new++;
        if (_progress is null || _time.GetElapsedTime(_reported) < ProgressInterval) return;
        _reported = _time.GetTimestamp();
        _progress.Report(Progress());
    }

    private void OnBatch(SearchLoop loop)
    {
        for (var i = loop.Children.Count - 1; i >= 0 && loop.Children[i].Batch == loop.Batches - 1; i--)
            _archive.Add(loop.Children[i]);
        var numbers = new Numbers();
        numbers.Add("reward/mean", loop.LastMeanReward);
        if (loop.Best is { } best)
        {
            numbers.Add("reward/best", best.Reward);
            numbers.Add("accuracy/best", best.Result.Accuracy);
        }

        numbers.Add("children/reused", loop.Reused);
        numbers.Add("children/broken", loop.Broken);
        if (_archive.Dearest > 0) numbers.Add("pareto/hypervolume", _archive.Hypervolume);
        loop.Strategy.Report(numbers);
        _log.Line(loop.Children.Count, loop.Batches, numbers.Slots, Before + _time.GetElapsedTime(_start));
        if (loop.IsFinished || loop.Children.Count - _checkpointed < _plan.CheckpointEvery) return;
        _journal.Flush();
        _log.Checkpoint(CheckpointKind.Step, loop.Children.Count, loop.Batches, loop);
        _checkpointed = loop.Children.Count;
    }

    private void Count(Child child)
    {
        _ready++;
        if (child.SameAs is not null) _reused++;
        if (child.Result.Status != ChildStatus.Trained) _broken++;
        else if (_best is null || child.Reward > _best.Reward) _best = child;
    }

    private SearchProgress Progress()
    {
        var seconds = _time.GetElapsedTime(_start).TotalSeconds;
        var (speed, left) = (seconds > 0 ? _new / seconds : 0, _plan.Steps - _ready);
        return new(
            _ready, (int)_plan.Steps, _best, _loop.LastMeanReward, _reused, _broken, speed,
            speed > 0 && left / speed < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(left / speed) : null);
    }

    /// <summary>The numbers of one line.</summary>
    private sealed class Numbers : IMetrics
    {
        public List<MetricSlot> Slots { get; } = [];

        public void Add(string name, double value)
        {
            if (!double.IsFinite(value)) return;
            var slot = Slots.Find(known => known.Name == name);
            if (slot is null) Slots.Add(slot = new(name));
            slot.Add(value);
        }
    }
}
