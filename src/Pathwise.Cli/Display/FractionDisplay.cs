using Spectre.Console;

namespace Pathwise.Cli.Display;

/// <summary>Shows how much of a piece of work is done, on standard error.</summary>
internal static class FractionDisplay
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100), PlainInterval = TimeSpan.FromSeconds(2);

    /// <summary>Does the work, and shows its progress until it ends.</summary>
    public static T Show<T>(CommandContext context, Func<IProgress<double>, T> work)
    {
        var done = new Fraction();
        var task = Task.Run(() => work(done));
        if (context.Terminal.ErrorIsTerminal) ShowLive(context.Terminal.ErrorConsole, done, task);
        else ShowPlain(context, done, task);
        return task.GetAwaiter().GetResult();
    }

    private static void ShowLive(IAnsiConsole console, Fraction done, Task task) =>
        console.Progress().AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(progress =>
            {
                var bar = progress.AddTask("computing", maxValue: 1);
                while (Task.WaitAny([task], Refresh) != 0) bar.Value = done.Value;
            });

    private static void ShowPlain(CommandContext context, Fraction done, Task task)
    {
        var last = context.Time.GetTimestamp();
        while (Task.WaitAny([task], Refresh) != 0)
        {
            if (context.Time.GetElapsedTime(last) < PlainInterval) continue;
            last = context.Time.GetTimestamp();
            context.Terminal.Error.WriteLine($"{Wording.Share(done.Value)} done");
        }
    }

    /// <summary>The greatest fraction that any thread has reported.</summary>
    private sealed class Fraction : IProgress<double>
    {
        private double _value;

        public double Value => Volatile.Read(ref _value);

        public void Report(double value)
        {
            for (var seen = Value; value > seen; seen = Value)
                if (Interlocked.CompareExchange(ref _value, value, seen) == seen)
                    return;
        }
    }
}
