using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pathwise.Cli.Display;

/// <summary>One run, live: a bar, the numbers, and the curve so far.</summary>
internal static class OneRun
{
    private const int BarWidth = 40;

    /// <summary>The run as it stands.</summary>
    public static IRenderable Render(BoardView row)
    {
        var grid = new Grid().AddColumn(new GridColumn().Width(8).NoWrap()).AddColumn(new GridColumn().NoWrap());
        if (row.Progress is not { } progress)
            return grid.AddRow(new Text(""), new Text(row.Stage));

        var filled = (int)(row.Fraction * BarWidth);
        var left = row.Stage == BoardRow.AtLearning
            ? progress.TimeLeft is { } time ? $"{Wording.Time(time)} left" : ""
            : $"{Wording.Time(progress.Elapsed)}, {row.Stage}";
        grid.AddRow(
            new Markup("[grey]steps[/]"),
            new Markup($"[deepskyblue3]{new string('━', filled)}[/][grey35]{new string('━', BarWidth - filled)}[/]  "
                + $"{Wording.Count(progress.Steps)} of {Wording.Count(progress.TotalSteps)}   "
                + $"{Wording.Speed(progress.StepsPerSecond)}   {Markup.Escape(left)}"));
        grid.AddRow(
            new Markup("[grey]return[/]"),
            new Markup($"[orange3]{Sparkline.Of(row.Returns, BarWidth).PadRight(BarWidth)}[/]  "
                + $"[bold]{Wording.Return(progress.MeanReturn)}[/] "
                + $"[grey]mean of the last 100 of {Wording.Count(progress.Episodes)} episodes[/]"));
        if (progress is { LastEvaluation: { } last, BestEvaluation: { } best })
            grid.AddRow(
                new Markup("[grey]greedy[/]"),
                new Markup(
                    $"[bold]{Wording.Return(last)}[/] [grey]in the last evaluation, best[/] {Wording.Return(best)}"));
        return grid;
    }
}
