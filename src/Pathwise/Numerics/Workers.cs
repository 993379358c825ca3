namespace Pathwise.Numerics;

/// <summary>A fixed team of threads that share numbered pieces of work.</summary>
/// <remarks>
/// The caller works too, so a team of one starts no thread. Piece i goes to member i mod count, and nothing is
/// allocated once the team is made. One caller at a time; dispose of it to end the threads.
/// </remarks>
public sealed class Workers : IDisposable
{
    private readonly Thread[] _threads;
    private readonly SemaphoreSlim[] _wakeUps;
    private readonly SemaphoreSlim _done = new(0);
    private readonly Exception?[] _failures;
    private IPieces? _work;
    private int _pieces;
    private bool _ended;

    /// <inheritdoc cref="Workers"/>
    /// <param name="count">Members, the caller included, ≥ 1.</param>
    public Workers(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _failures = new Exception?[count];
        _threads = new Thread[count - 1];
        _wakeUps = new SemaphoreSlim[count - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            var member = i + 1;
            _wakeUps[i] = new(0);
            _threads[i] = new(() => Serve(member)) { IsBackground = true, Name = $"Pathwise worker {member}" };
            _threads[i].Start();
        }
    }

    /// <summary>Members, the caller included.</summary>
    public int Count => _failures.Length;

    /// <summary>Runs all pieces, and returns when the last one is done.</summary>
    /// <param name="work">What to run.</param>
    /// <param name="pieces">How many: 0, 1, …, pieces − 1.</param>
    /// <exception cref="AggregateException">Pieces have thrown.</exception>
    public void Run(IPieces work, int pieces)
    {
        ArgumentNullException.ThrowIfNull(work);
        ObjectDisposedException.ThrowIf(_ended, this);

        (_work, _pieces) = (work, pieces);
        var helpers = Math.Min(_threads.Length, pieces - 1);
        for (var i = 0; i < helpers; i++) _wakeUps[i].Release();
        RunShare(member: 0);
        for (var i = 0; i < helpers; i++) _done.Wait();
        _work = null;
        ThrowFailures();
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        if (_ended) return;
        _ended = true;
        foreach (var wakeUp in _wakeUps) wakeUp.Release();
        foreach (var thread in _threads) thread.Join();
        foreach (var wakeUp in _wakeUps) wakeUp.Dispose();
        _done.Dispose();
    }

    private void Serve(int member)
    {
        while (true)
        {
            _wakeUps[member - 1].Wait();
            if (_ended) return;
            RunShare(member);
            _done.Release();
        }
    }

    private void RunShare(int member)
    {
        try
        {
            for (var piece = member; piece < _pieces; piece += Count) _work!.Run(piece);
        }
        catch (Exception failure)
        {
            _failures[member] = failure;          // a thread of the team must not die; the caller hears of it
        }
    }

    private void ThrowFailures()
    {
        if (!Array.Exists(_failures, failure => failure is not null)) return;
        var failures = _failures.OfType<Exception>().ToArray();
        Array.Clear(_failures);
        throw new AggregateException(failures);
    }
}
