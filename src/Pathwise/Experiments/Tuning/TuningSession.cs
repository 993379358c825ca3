using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Pathwise.Experiments.Replication;

namespace Pathwise.Experiments.Tuning;

/// <summary>One call of <see cref="TuningStudy.Tune"/>: bracket by bracket, rung by rung, the trials of a rung side by
/// side.</summary>
internal sealed class TuningSession
{
    private readonly Lock _lock = new();
    private readonly TuningStudy _study;
    private readonly TrialRuns _runs;
    private readonly TrialJournal _journal;
    private readonly int _parallel;
    private readonly IProgress<TuningProgress>? _progress;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly List<TrialResult> _results = [];
    private readonly int _rungs;
    private long _reported, _steps, _total, _new, _rungSteps;
    private int _line, _rung, _trials, _rungTrials;

    internal TuningSession(
        TuningStudy study, TrialJournal journal, int parallel, IProgress<TuningProgress>? progress, TimeProvider time)
    {
        (_study, _journal, _parallel, _progress, _time) = (study, journal, parallel, progress, time);
        (_runs, _start, _reported) = (new(study), time.GetTimestamp(), time.GetTimestamp());
        _rungs = study.Brackets.Sum(bracket => bracket.Rungs.Count);
        _total = study.Brackets.Sum(bracket => bracket.Steps) * Seeds;
    }

    /// <summary>The speed of this session, all runs together.</summary>
    internal double StepsPerSecond =>
        _time.GetElapsedTime(_start).TotalSeconds is > 0 and var seconds ? _new / seconds : 0;

    private int Seeds => _study.Plan.Search.Seeds;

    /// <summary>Searches.</summary>
    /// <param name="cancellation">Asks to stop.</param>
    internal RunStatus Run(CancellationToken cancellation)
    {
        try
        {
            for (var b = 0; b < _study.Brackets.Count; b++)
            {
                var bracket = _study.Brackets[b];
                IReadOnlyList<int> trials = [.. Enumerable.Range(bracket.First, bracket.Trials)];
                for (var rung = 0; rung < bracket.Rungs.Count; rung++)
                {
                    var results = Compare(trials, b, rung, cancellation);
                    if (rung < bracket.Rungs.Count - 1)
                        trials = TrialRanking.Promoted(results, bracket.Rungs[rung + 1].Trials);
                }
            }

            return RunStatus.Completed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return RunStatus.Interrupted;
        }
    }

    /// <summary>What trials are worth at a rung.</summary>
    private TrialResult[] Compare(IReadOnlyList<int> trials, int b, int rung, CancellationToken cancellation)
    {
        var bracket = _study.Brackets[b];
        TrialResult[] results =
            [.. trials.Select(trial => _runs.Asked(trial, b, rung, bracket.Rungs[rung].Steps))];
        Begin(bracket, rung, trials.Count);
        var jobs = new List<(int Place, int Run)>();
        for (var i = 0; i < results.Length; i++)
        {
            if (_journal.Find(_line + i, results[i]) is { } known)
                Count(results[i] = known, bracket.StepsTo(rung) * Seeds);
            else
                for (var run = 0; run < Seeds; run++) jobs.Add((i, run));
        }

        var outcomes = results.Select(_ => new RunOutcome?[Seeds]).ToArray();
        Each(jobs, (job, stop) =>
        {
            var (asked, before) = (results[job.Place], bracket.Rungs[rung].Steps - bracket.StepsTo(rung));
            var watch = new Watch(this, before, asked.Steps);
            var outcome = _runs.Learn(asked, job.Run, watch, stop);
            lock (_lock)
            {
                outcomes[job.Place][job.Run] = outcome;
                watch.Finish();
                if (Array.Exists(outcomes[job.Place], one => one is null)) return;
                results[job.Place] = Together(asked, outcomes[job.Place]!);
                _journal.Add(_line + job.Place, results[job.Place]);
                Count(results[job.Place], 0);
            }
        }, cancellation);
        _line += results.Length;
        _journal.Flush();                       // no run may be ahead of the journal, even after a power cut
        return results;
    }

    /// <summary>Does some jobs side by side, begun in their order; if one throws, all stop.</summary>
    private void Each(
        List<(int Place, int Run)> jobs, Action<(int Place, int Run), CancellationToken> learn,
        CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var failures = new Exception?[jobs.Count];
        var inOrder = Partitioner.Create(Enumerable.Range(0, jobs.Count), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(inOrder, new ParallelOptions { MaxDegreeOfParallelism = _parallel }, i =>
        {
            try
            {
                if (!stop.IsCancellationRequested) learn(jobs[i], stop.Token);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failures[i] = e;
                stop.Cancel();
            }
        });
        if (Array.Find(failures, failure => failure is not (null or OperationCanceledException)) is { } first)
            ExceptionDispatchInfo.Throw(first);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>A trial is worth what its runs are together; if one broke, it broke.</summary>
    private TrialResult Together(TrialResult asked, RunOutcome[] outcomes)
    {
        var broken = Array.Find(outcomes, outcome => outcome.Status == TrialStatus.Failed)
            ?? Array.Find(outcomes, outcome => outcome.Status == TrialStatus.Diverged);
        var result = asked with
        {
            Status = broken?.Status ?? TrialStatus.Evaluated,
            Means = [.. outcomes.Select(outcome => outcome.Evaluation?.Mean)],
            Trouble = broken?.Trouble,
            Episodes = outcomes.Sum(outcome => outcome.Episodes),
            Seconds = outcomes.Sum(outcome => outcome.Seconds),
        };
        if (broken is not null) return result;
        var returns = SeedStatistics.Of(outcomes.SelectMany(outcome => outcome.Evaluation!.Returns));
        return result with
        {
            Value = _study.Plan.Search.Objective == TuningObjective.Mean ? returns.Mean : returns.InterquartileMean,
        };
    }

    /// <summary>Fewer trials than planned come to a rung where some broke.</summary>
    private void Begin(TuningBracket bracket, int rung, int trials)
    {
        lock (_lock)
        {
            (_rung, _trials, _rungTrials, _rungSteps) = (_rung + 1, 0, trials, bracket.Rungs[rung].Steps);
            _total -= (bracket.Rungs[rung].Trials - trials) * bracket.StepsTo(rung) * Seeds;
        }
    }

    private void Count(TrialResult result, long steps)
    {
        lock (_lock)
        {
            _results.Add(result);
            _trials++;
            _steps += steps;
            Report(isDue: true);
        }
    }

    /// <summary>Tells how it goes; the lock is held.</summary>
    private void Report(bool isDue = false)
    {
        if (_progress is null || (!isDue && _time.GetElapsedTime(_reported) < _study.ProgressInterval)) return;
        _reported = _time.GetTimestamp();
        var (speed, left) = (StepsPerSecond, _total - _steps);
        var ranking = TrialRanking.Last(_results);
        _progress.Report(new(
            _trials, _rungTrials, _rungSteps, _rung, _rungs, _steps, _total,
            ranking.Count(trial => !trial.IsSound), ranking is [{ IsSound: true } best, ..] ? best : null, speed,
            left < speed * (TimeSpan.MaxValue.TotalSeconds / 2) ? TimeSpan.FromSeconds(left / speed) : null));
    }

    /// <summary>Counts the steps of a run from one rung to the next.</summary>
    private sealed class Watch(TuningSession session, long before, long target) : IProgress<TrainingProgress>
    {
        private long _counted = before;
        private long? _latest;

        public void Report(TrainingProgress now)
        {
            lock (session._lock)
            {
                session._new += now.Steps - (_latest ?? now.Steps);
                session._steps += Math.Min(now.Steps, target) - _counted;
                (_latest, _counted) = (now.Steps, Math.Min(now.Steps, target));
                session.Report();
            }
        }

        /// <summary>Whatever became of it, it takes no more steps to this rung.</summary>
        public void Finish() => session._steps += target - _counted;
    }
}
