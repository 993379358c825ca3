using Pathwise.Cli.Display;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Runs;

/// <summary>Trains runs side by side, one a core, shows how they go, and evaluates what they have learned.</summary>
/// <param name="context">Where to show, and what asks to stop.</param>
internal sealed class RunSession(CommandContext context)
{
    /// <summary>Trains and evaluates.</summary>
    /// <param name="runs">The runs; each is trained from where it stands.</param>
    /// <returns>How each ended, in the same order.</returns>
    public IReadOnlyList<RunOutcome> Train(IReadOnlyList<Run> runs)
    {
        BoardRow[] rows = [.. runs.Select(run => new BoardRow($"seed {run.Manifest.Seed}"))];
        var outcomes = new RunOutcome[runs.Count];
        var atOnce = Math.Max(1, Environment.ProcessorCount / runs.Max(run => run.Manifest.Threads));
        var work = Task.Factory.StartNew(
            () => InParallel(runs.Count, atOnce, i => outcomes[i] = TrainOne(runs[i], rows[i])),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        new BoardDisplay(context.Terminal, context.Time).Show(rows, work);
        return outcomes;
    }

    private RunOutcome TrainOne(Run run, BoardRow row)
    {
        row.Enter("learning");
        var training = run.Train(row, context.Cancellation);
        if (training.Status == RunStatus.Interrupted || !run.HasCheckpoint)
        {
            row.Enter(RunOutcome.NameOf(training.Status));
            return new(run, training, null, null);
        }

        row.Enter("evaluating");
        try
        {
            var greedy = run.Evaluate(new() { IsGreedy = true }, context.Cancellation);
            var sampled = run.Evaluate(new() { IsGreedy = false }, context.Cancellation);
            row.Enter(training.Status == RunStatus.Diverged ? "diverged" : greedy.Threshold is null ? "done" : greedy.IsSolved ? "solved" : "not solved");
            return new(run, training, greedy, sampled);
        }
        catch (OperationCanceledException)
        {
            row.Enter("not evaluated");
            return new(run, training, null, null);
        }
    }

    /// <summary>Does jobs in order on a few threads of their own; the first exception ends it and comes out as itself.</summary>
    private static void InParallel(int count, int atOnce, Action<int> job)
    {
        var next = -1;
        Exception? failure = null;
        void Work()
        {
            for (var i = Interlocked.Increment(ref next); i < count && Volatile.Read(ref failure) is null; i = Interlocked.Increment(ref next))
                try
                {
                    job(i);
                }
#pragma warning disable CA1031 // Rethrown as itself, once all threads have ended.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    Interlocked.CompareExchange(ref failure, e, null);
                }
        }

        Thread[] threads = [.. Enumerable.Range(0, Math.Min(atOnce, count)).Select(_ => new Thread(Work) { IsBackground = true })];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }
}
