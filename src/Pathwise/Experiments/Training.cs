using Pathwise.Experiments.Callbacks;
using Pathwise.Experiments.Metrics;

namespace Pathwise.Experiments;

/// <summary>Drives a learner until its steps are taken, a target is reached, someone asks it to stop, or a number blows
/// up.</summary>
/// <remarks>
/// <para>After each update: report, the callbacks, a line of metrics where an interval was passed, a checkpoint where
/// one was passed. Both intervals are counted in steps, so a training is a function of learner and plan alone.</para>
/// <para>Allocates nothing per update once every metric's name has come. Not thread-safe.</para>
/// </remarks>
public sealed class Training : ISaved
{
    /// <summary>How many episodes the mean return of progress is over.</summary>
    public const int RecentEpisodes = 100;

    /// <summary>The part of its state that is the learner's.</summary>
    internal const string LearnerPart = "learner";

    private readonly ILearner _learner;
    private readonly TrainingPlan _plan;
    private readonly TimeProvider _time;
    private readonly ITrainingLog? _log;
    private readonly RecentReturns _recent = new(RecentEpisodes);
    private readonly RecentReturns _target;
    private readonly MetricsRecorder _metrics;
    private readonly List<CurvePoint> _curve;
    private readonly TrainingMoment _moment;
    private readonly TrainingCallbacks? _callbacks;
    private TimeSpan _before;
    private string? _divergedIn;

    /// <summary>A training that keeps nothing but its learning curve.</summary>
    /// <param name="learner">What learns; it is changed.</param>
    /// <param name="plan">How long, and when to report.</param>
    /// <param name="time">The clock; null for the system's. It changes nothing but what is said about time.</param>
    /// <exception cref="BadInputException">A number of the plan is out of range.</exception>
    public Training(ILearner learner, TrainingPlan plan, TimeProvider? time = null)
        : this(learner, plan, time, null) { }

    internal Training(ILearner learner, TrainingPlan plan, TimeProvider? time, ITrainingLog? log)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(plan);
        (_learner, _plan, _time, _log) = (learner, plan.Validated(), time ?? TimeProvider.System, log);
        _target = new(plan.TargetEpisodes);
        _metrics = new(_recent, _target);
        _moment = new(learner, _metrics, log);
        _curve = new((int)Math.Min(4096, plan.Steps / Math.Max(1, plan.MetricsEvery) + 2));
    }

    /// <summary>The least time between two reports of progress.</summary>
    /// <value>Default 50 ms; zero: a report after every update.</value>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The steps from which on it stops as if it had been interrupted, to be gone on with later.</summary>
    /// <value>Default: never.</value>
    public long PauseAt { get; init; } = long.MaxValue;

    /// <summary>What is called after each update, in this order; their state is part of the training's.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<ITrainingCallback> Callbacks
    {
        init => _callbacks = value is { Count: > 0 } ? new(value) : null;
    }

    /// <summary>A point for every line of metrics in whose interval an episode ended.</summary>
    public IReadOnlyList<CurvePoint> Curve => _curve;

    private bool IsTargetReached => _plan.TargetReturn is { } target && _target.IsFull && _target.Mean >= target;

    private bool IsFinished => _learner.Steps >= _plan.Steps || IsTargetReached || _moment.StopReason is not null;

    /// <summary>Learns.</summary>
    /// <param name="progress">Is told how it goes, on this thread: at the start, at intervals, and at the end.</param>
    /// <param name="cancellation">Asks to stop after the present update.</param>
    public TrainingResult Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var session = new Session(_time.GetTimestamp(), _learner.Steps);
        progress?.Report(ProgressOf(session));
        var status = Learn(session, progress, cancellation);

        if (status != RunStatus.Interrupted) WriteLine(session);
        if (_metrics.NotFinite is null)
            _log?.Checkpoint(
                status == RunStatus.Interrupted ? CheckpointKind.Interrupted : CheckpointKind.Final,
                _learner.Steps,
                _learner.Episodes,
                this);

        var last = ProgressOf(session);
        progress?.Report(last);
        return new(
            status,
            last.Steps,
            last.Episodes,
            last.Elapsed,
            last.StepsPerSecond,
            double.IsNaN(last.MeanReturn) ? null : last.MeanReturn,
            status == RunStatus.Completed && (IsTargetReached || _moment.IsTargetReached),
            _divergedIn)
        {
            StopReason = _moment.StopReason,
        };
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _learner.Save(writer.Part(LearnerPart));
        _metrics.Save(writer.Part("metrics"));
        _recent.Save(writer.Part("recent"));
        _target.Save(writer.Part("target"));
        if (_callbacks is null) return;
        _moment.Save(writer.Part("moment"));
        _callbacks.Save(writer.Part("callbacks"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _learner.Load(reader.Part(LearnerPart));
        _metrics.Load(reader.Part("metrics"));
        _recent.Load(reader.Part("recent"));
        _target.Load(reader.Part("target"));
        if (_callbacks is null) return;
        _moment.Load(reader.Part("moment"));
        _callbacks.Load(reader.Part("callbacks"));
    }

    /// <summary>Counts the learning time of earlier sessions.</summary>
    internal void ContinueFrom(TimeSpan elapsed) => _before = elapsed;

    private RunStatus Learn(Session session, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var reported = session.Start;
        _moment.Cancellation = cancellation;
        while (!IsFinished || _callbacks is { IsPending: true })
        {
            if (cancellation.IsCancellationRequested || _learner.Steps >= PauseAt) return RunStatus.Interrupted;

            if (_callbacks is not { IsPending: true })
            {
                Update();
                if (_divergedIn is not null) return RunStatus.Diverged;
            }

            if (_callbacks?.Call(_moment) == false) return RunStatus.Interrupted;
            _divergedIn = _metrics.NotFinite;
            if (_divergedIn is not null) return RunStatus.Diverged;

            if (_moment.HasPassed(_plan.MetricsEvery) || _plan.MetricsEvery == 0) WriteLine(session);
            if (_moment.HasPassed(_plan.CheckpointEvery) && !IsFinished)
                _log?.Checkpoint(CheckpointKind.Step, _learner.Steps, _learner.Episodes, this);
            if (progress is null || _time.GetElapsedTime(reported) < ProgressInterval) continue;
            reported = _time.GetTimestamp();
            progress.Report(ProgressOf(session));
        }

        return RunStatus.Completed;
    }

    private void Update()
    {
        _moment.StepsBefore = _learner.Steps;
        _learner.Learn();
        _divergedIn = _learner.Diverged;
        if (_divergedIn is not null) return;

        _learner.Report(_metrics);
        _divergedIn = _metrics.NotFinite;
        _callbacks?.Begin();
    }

    private void WriteLine(Session session)
    {
        if (_metrics.IsEmpty) return;
        var elapsed = Elapsed(session);
        _log?.Line(_learner.Steps, _learner.Episodes, _metrics.Slots, elapsed);
        if (_metrics.MeanOf(IMetrics.EpisodeReturn) is { } mean)
            _curve.Add(new(_learner.Steps, _learner.Episodes, elapsed.TotalSeconds, mean));
        _metrics.Clear();
    }

    private TimeSpan Elapsed(Session session) => _before + _time.GetElapsedTime(session.Start);

    private TrainingProgress ProgressOf(Session session)
    {
        var seconds = _time.GetElapsedTime(session.Start).TotalSeconds;
        var speed = seconds > 0 ? (_learner.Steps - session.Steps) / seconds : 0;
        var left = Math.Max(0, _plan.Steps - _learner.Steps) / speed;
        return new(
            _learner.Steps,
            _plan.Steps,
            _learner.Episodes,
            Elapsed(session),
            speed,
            _recent.Mean,
            left < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(left) : null)
        {
            LastEvaluation = _moment.LastEvaluation, BestEvaluation = _moment.BestEvaluation,
        };
    }

    /// <summary>One call of <see cref="Run"/>.</summary>
    private readonly record struct Session(long Start, long Steps);
}
