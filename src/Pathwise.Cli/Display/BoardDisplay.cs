using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pathwise.Cli.Display;

/// <summary>Shows runs while they learn: live on a terminal, a plain line now and then anywhere else.</summary>
/// <param name="terminal">Shown on its standard error.</param>
/// <param name="time">The clock.</param>
internal sealed class BoardDisplay(Terminal terminal, TimeProvider time)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100), PlainInterval = TimeSpan.FromSeconds(2);

    /// <summary>Shows the rows until the work ends, and then rethrows what it threw.</summary>
    public void Show(IReadOnlyList<BoardRow> rows, Task work)
    {
        if (terminal.ErrorIsTerminal) ShowLive(rows, work);
        else ShowPlain(rows, work);
        work.GetAwaiter().GetResult();
    }

    private void ShowLive(IReadOnlyList<BoardRow> rows, Task work) => terminal.ErrorConsole
        .Live(Render(rows)).AutoClear(false).Overflow(VerticalOverflow.Ellipsis).Start(live =>
        {
            do
            {
                live.UpdateTarget(Render(rows));
                live.Refresh();
            }
            while (!Ended(work, Refresh));
            live.UpdateTarget(Render(rows));
        });

    private void ShowPlain(IReadOnlyList<BoardRow> rows, Task work)
    {
        var last = time.GetTimestamp();
        while (!Ended(work, Refresh))
        {
            if (time.GetElapsedTime(last) < PlainInterval) continue;
            last = time.GetTimestamp();
            terminal.Error.WriteLine(PlainLine([.. rows.Select(row => row.View())]));
        }
    }

    private static bool Ended(Task work, TimeSpan patience) => Task.WaitAny([work], patience) == 0;

    private IRenderable Render(IReadOnlyList<BoardRow> rows) => rows.Count == 1
        ? OneRun.Render(rows[0].View())
        : ManyRuns.Render([.. rows.Select(row => row.View())], terminal.ErrorConsole.Profile.Height);

    /// <summary>All rows in one line of text.</summary>
    internal static string PlainLine(BoardView[] rows)
    {
        var begun = rows.Where(row => row.Progress is not null).Select(row => row.Progress!.Value).ToArray();
        var steps = begun.Sum(progress => progress.Steps);
        var total = rows.Length * begun.Select(progress => progress.TotalSteps).DefaultIfEmpty(0).Max();
        var means = begun.Select(progress => progress.MeanReturn).Where(double.IsFinite)
            .DefaultIfEmpty(double.NaN).Average();
        var active = rows.Where(row => row.Stage == BoardRow.AtLearning && row.Progress is not null).ToArray();
        var speed = active.Sum(row => row.Progress!.Value.StepsPerSecond);
        var share = Wording.Share(total == 0 ? 0 : Math.Min(1, steps / (double)total));
        var text = $"{Wording.Count(steps)} of {Wording.Count(total)} steps ({share}), return {Wording.Return(means)}";
        return speed > 0
            ? $"{text}, {Wording.Speed(speed)}, "
                + $"{Wording.Time(TimeSpan.FromSeconds(Math.Max(0, total - steps) / speed))} left"
            : text;
    }
}
