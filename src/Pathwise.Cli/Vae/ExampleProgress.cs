using Pathwise.Cli.Display;
using Pathwise.Datasets;
using Pathwise.Numerics;

namespace Pathwise.Cli.Vae;

/// <summary>Shows how many examples have been worked on, and ends the work when it is asked for.</summary>
internal static class ExampleProgress
{
    /// <summary>Watches examples while they are read: the examples, and the fractions at their first and
    /// last.</summary>
    public delegate IExamples Watch(IExamples examples, double from, double to);

    /// <summary>Does the work on all cores, and shows its progress until it ends.</summary>
    /// <param name="context">Where to show it, and who may interrupt.</param>
    /// <param name="work">Reads examples through what it is given.</param>
    public static T Show<T>(CommandContext context, Func<Watch, Workers, T> work) =>
        FractionDisplay.Show(context, progress =>
        {
            using var workers = new Workers(Environment.ProcessorCount);
            try
            {
                return work(
                    (examples, from, to) => new WatchedExamples(examples, progress, from, to, context.Cancellation),
                    workers);
            }
            catch (AggregateException e) when (e.InnerExceptions.All(one => one is OperationCanceledException))
            {
                throw e.InnerExceptions[0];     // an interruption within a team of threads is an interruption
            }
        });
}
