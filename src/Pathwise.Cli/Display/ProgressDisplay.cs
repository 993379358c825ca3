using Spectre.Console;

namespace Pathwise.Cli.Display;

/// <summary>Shows the latest report of a piece of work, on standard error: a bar with a line on a terminal, the line
/// now and then anywhere else.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100), PlainInterval = TimeSpan.FromSeconds(2);

    /// <summary>Does the work, and shows its progress until it ends.</summary>
    /// <param name="context">Where it is shown.</param>
    /// <param name="begin">What stands beside the bar before the first report.</param>
    /// <param name="fraction">How much is done, from 0 to 1.</param>
    /// <param name="line">What a report says in one line.</param>
    /// <param name="work">The work, which reports from any thread.</param>
    public static TResult Show<TProgress, TResult>(
        CommandContext context, string begin, Func<TProgress, double> fraction, Func<TProgress, string> line,
        Func<IProgress<TProgress>, TResult> work)
        where TProgress : struct
    {
        var latest = new Latest<TProgress>();
        var task = Task.Run(() => work(latest));
        if (context.Terminal.ErrorIsTerminal)
            ShowLive(context.Terminal.ErrorConsole, begin, fraction, line, latest, task);
        else
            ShowPlain(context, line, latest, task);
        return task.GetAwaiter().GetResult();
    }

    private static void ShowLive<T>(
        IAnsiConsole console, string begin, Func<T, double> fraction, Func<T, string> line, Latest<T> latest, Task task)
        where T : struct => console.Progress().AutoClear(true)
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn())
            .Start(progress =>
            {
                var bar = progress.AddTask(begin, maxValue: 1);
                while (Task.WaitAny([task], Refresh) != 0)
                    if (latest.Value is { } now)
                        (bar.Value, bar.Description) = (fraction(now), Markup.Escape(line(now)));
            });

    private static void ShowPlain<T>(CommandContext context, Func<T, string> line, Latest<T> latest, Task task)
        where T : struct
    {
        var last = context.Time.GetTimestamp();
        while (Task.WaitAny([task], Refresh) != 0)
        {
            if (context.Time.GetElapsedTime(last) < PlainInterval || latest.Value is not { } now) continue;
            last = context.Time.GetTimestamp();
            context.Terminal.Error.WriteLine(line(now));
        }
    }

    private sealed class Latest<T> : IProgress<T> where T : struct
    {
        private readonly Lock _lock = new();
        private T? _value;

        public T? Value
        {
            get
            {
                lock (_lock) return _value;
            }
        }

        public void Report(T value)
        {
            lock (_lock) _value = value;
        }
    }
}
