using System.Globalization;
using Pathwise.Experiments.Runs;
using Spectre.Console;

namespace Pathwise.Cli.Display;

/// <summary>Shows how an autoencoder's training goes, on standard error.</summary>
internal static class EpochDisplay
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100), PlainInterval = TimeSpan.FromSeconds(2);

    /// <summary>Does the work, and shows its progress until it ends.</summary>
    public static T Show<T>(CommandContext context, Func<IProgress<AutoencoderProgress>, T> work)
    {
        var latest = new Latest();
        var task = Task.Run(() => work(latest));
        if (context.Terminal.ErrorIsTerminal) ShowLive(context.Terminal.ErrorConsole, latest, task);
        else ShowPlain(context, latest, task);
        return task.GetAwaiter().GetResult();
    }

    private static void ShowLive(IAnsiConsole console, Latest latest, Task task) =>
        console.Progress().AutoClear(true)
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn())
            .Start(progress =>
            {
                var bar = progress.AddTask("reading", maxValue: 1);
                while (Task.WaitAny([task], Refresh) != 0)
                    if (latest.Value is { } now)
                        (bar.Value, bar.Description) = (now.Fraction, Markup.Escape(Line(now)));
            });

    private static void ShowPlain(CommandContext context, Latest latest, Task task)
    {
        var last = context.Time.GetTimestamp();
        while (Task.WaitAny([task], Refresh) != 0)
        {
            if (context.Time.GetElapsedTime(last) < PlainInterval || latest.Value is not { } now) continue;
            last = context.Time.GetTimestamp();
            context.Terminal.Error.WriteLine(Line(now));
        }
    }

    private static string Line(AutoencoderProgress now)
    {
        var left = now.TimeLeft is { } time ? $", {Wording.Time(time)} left" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {Math.Min(now.Epoch + 1, now.Epochs)} of {now.Epochs}, {Wording.Share(now.Fraction)}: loss "
            + $"{Wording.Return(now.Batch.Loss)}, {Wording.Count(now.ImagesPerSecond)} images/s{left}");
    }

    private sealed class Latest : IProgress<AutoencoderProgress>
    {
        private readonly Lock _lock = new();
        private AutoencoderProgress? _value;

        public AutoencoderProgress? Value
        {
            get
            {
                lock (_lock) return _value;
            }
        }

        public void Report(AutoencoderProgress value)
        {
            lock (_lock) _value = value;
        }
    }
}
