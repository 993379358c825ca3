using Pathwise.Cli.Display;
using Pathwise.Experiments.Replication;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Runs;

/// <summary>Trains runs side by side, as many as there are cores, and shows how they go.</summary>
internal static class RunSession
{
    /// <summary>Trains and evaluates.</summary>
    /// <param name="context">Where to show, and what asks to stop.</param>
    /// <param name="runs">The runs; each is trained from where it stands.</param>
    /// <returns>How each ended, in the same order.</returns>
    public static ReplicatesResult Train(CommandContext context, IReadOnlyList<Run> runs)
    {
        var rows = runs.ToDictionary(run => run, run => new BoardRow($"seed {run.Manifest.Seed}"));
        var atOnce = Math.Max(1, Environment.ProcessorCount / runs.Max(run => run.Manifest.Threads));
        var work = Task.Factory.StartNew(
            () => Replicates.Train(runs, atOnce, observe: run => rows[run], cancellation: context.Cancellation),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        new BoardDisplay(context.Terminal, context.Time).Show([.. runs.Select(run => rows[run])], work);
        return work.Result;
    }
}
