using Pathwise.Figures.Published;
using Spectre.Console;

namespace Pathwise.Cli.Display;

/// <summary>Shows how much of a piece of work is done, on standard error.</summary>
internal static class FractionDisplay
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100), PlainInterval = TimeSpan.FromSeconds(2);

    /// <summary>Does the work, and shows its progress until it ends.</summary>
    public static T Show<T>(CommandContext context, Func<IProgress<double>, T> work)
    {
        var done = new Progress();
        return Show(context, done, Task.Run(() => work(done)));
    }

    /// <summary>Computes a figure, and shows its progress and what it says of it until it ends.</summary>
    public static FigureReport Show(
        CommandContext context, Func<IProgress<FigureProgress>, FigureReport> work)
    {
        var done = new Progress();
        return Show(context, done, Task.Run(() => work(done)));
    }

    private static T Show<T>(CommandContext context, Progress done, Task<T> task)
    {
        if (context.Terminal.ErrorIsTerminal) ShowLive(context.Terminal.ErrorConsole, done, task);
        else ShowPlain(context, done, task);
        return task.GetAwaiter().GetResult();
    }

    private static void ShowLive(IAnsiConsole console, Progress done, Task task) =>
        console.Progress().AutoClear(true)
            .Columns(
                new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(progress =>
            {
                var bar = progress.AddTask("computing", maxValue: 1);
                while (Task.WaitAny([task], Refresh) != 0)
                {
                    bar.Value = done.Fraction;
                    if (done.Text.Length > 0) bar.Description = Markup.Escape(done.Text);
                }
            });

    private static void ShowPlain(CommandContext context, Progress done, Task task)
    {
        var (begun, last) = (context.Time.GetTimestamp(), context.Time.GetTimestamp());
        while (Task.WaitAny([task], Refresh) != 0)
        {
            if (context.Time.GetElapsedTime(last) < PlainInterval) continue;
            last = context.Time.GetTimestamp();
            var (fraction, text) = (done.Fraction, done.Text);
            if (text.Length > 0 && fraction > 0)
                text = $": {text}, {Wording.Time(context.Time.GetElapsedTime(begun) * ((1 / fraction) - 1))} left";
            context.Terminal.Error.WriteLine($"{Wording.Share(fraction)} done{text}");
        }
    }

    /// <summary>The greatest fraction that any thread has reported, and the last text.</summary>
    private sealed class Progress : IProgress<double>, IProgress<FigureProgress>
    {
        private double _fraction;
        private string _text = "";

        public double Fraction => Volatile.Read(ref _fraction);

        public string Text => Volatile.Read(ref _text);

        public void Report(double value)
        {
            for (var seen = Fraction; value > seen; seen = Fraction)
                if (Interlocked.CompareExchange(ref _fraction, value, seen) == seen)
                    return;
        }

        public void Report(FigureProgress value)
        {
            Report(value.Fraction);
            Volatile.Write(ref _text, value.Text);
        }
    }
}
