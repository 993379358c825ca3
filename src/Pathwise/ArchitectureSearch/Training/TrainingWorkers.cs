namespace Pathwise.ArchitectureSearch.Training;

/// <summary>Workers, each a process: as many as jobs at once, started when they are needed and kept.</summary>
/// <remarks>A worker that dies costs its job one more try, on another worker. Safe for concurrent use; dispose of it to
/// end the workers.</remarks>
public sealed class TrainingWorkers : IDisposable
{
    private const int Tries = 2;

    private readonly string _program;
    private readonly Lock _lock = new();
    private readonly Stack<WorkerProcess> _idle = new();
    private readonly HashSet<WorkerProcess> _busy = [];
    private int _jobs;
    private bool _ended;

    /// <inheritdoc cref="TrainingWorkers"/>
    /// <param name="program">What is started; null for what <see cref="WorkerProgram.Find"/> finds.</param>
    /// <exception cref="BadInputException">It is nowhere.</exception>
    public TrainingWorkers(string? program = null) => _program = program ?? WorkerProgram.Find();

    /// <summary>The numbers of the processes that are at work.</summary>
    public IReadOnlyList<int> Busy
    {
        get
        {
            lock (_lock) return [.. _busy.Select(worker => worker.Id)];
        }
    }

    /// <summary>Has a job done by a worker.</summary>
    /// <param name="job">The job; its number is given here.</param>
    /// <param name="follow">Is told of epochs; null for nobody.</param>
    /// <param name="cancellation">Ends it, and its worker, with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The last answer; a job whose worker dies twice is <see cref="TrainingAnswerKind.Failed"/>.</returns>
    /// <exception cref="BadInputException">The worker refuses the job, or cannot be started.</exception>
    public TrainingAnswer Run(
        TrainingJob job, Action<TrainingAnswer>? follow = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        job = job with { Id = Interlocked.Increment(ref _jobs), IsFollowed = follow is not null };
        var death = "";
        for (var tries = 0; tries < Tries; tries++)
        {
            cancellation.ThrowIfCancellationRequested();
            var worker = Take();
            TrainingAnswer? answer = null;
            try
            {
                answer = worker.Run(job, follow, cancellation);
                if (answer is null) death = worker.Death();
            }
            finally
            {
                GiveBack(worker, isAlive: answer is not null);
            }

            if (answer is { Kind: TrainingAnswerKind.Refused }) throw new BadInputException(answer.Failure!);
            if (answer is not null) return answer;
        }

        return new()
        {
            Id = job.Id, Kind = TrainingAnswerKind.Failed,
            Failure = $"The worker that trained it died, and so did the next ({death}).",
        };
    }

    /// <summary>Ends the workers.</summary>
    public void Dispose()
    {
        WorkerProcess[] all;
        lock (_lock)
        {
            _ended = true;
            all = [.. _idle, .. _busy];
            _idle.Clear();
            _busy.Clear();
        }

        foreach (var worker in all) worker.Dispose();
    }

    private WorkerProcess Take()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            var worker = _idle.Count > 0 ? _idle.Pop() : new WorkerProcess(_program);
            _busy.Add(worker);
            return worker;
        }
    }

    private void GiveBack(WorkerProcess worker, bool isAlive)
    {
        lock (_lock)
        {
            var isOurs = _busy.Remove(worker);
            if (isAlive && isOurs)
            {
                _idle.Push(worker);
                return;
            }
        }

        worker.Dispose();
    }
}
