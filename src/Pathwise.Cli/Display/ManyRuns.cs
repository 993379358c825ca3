using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pathwise.Cli.Display;

/// <summary>Several runs, live: a line for each, and one for all.</summary>
internal static class ManyRuns
{
    private const int BarWidth = 16;

    /// <summary>The runs as they stand.</summary>
    public static IRenderable Render(BoardView[] rows)
    {
        var table = new Table().Border(TableBorder.None).HideFooters()
            .AddColumn(new TableColumn("[grey]run[/]").NoWrap())
            .AddColumn(new TableColumn("[grey]steps[/]").NoWrap())
            .AddColumn(new TableColumn("").RightAligned().NoWrap())
            .AddColumn(new TableColumn("[grey]return[/]").RightAligned().NoWrap())
            .AddColumn(new TableColumn("[grey]steps/s[/]").RightAligned().NoWrap())
            .AddColumn(new TableColumn("").NoWrap());
        foreach (var row in rows) AddRow(table, row);
        return new Rows(table, new Markup($"[grey]all: {Markup.Escape(BoardDisplay.PlainLine(rows))}[/]"));
    }

    private static void AddRow(Table table, BoardView row)
    {
        var filled = (int)(row.Fraction * BarWidth);
        var bar = $"[deepskyblue3]{new string('━', filled)}[/][grey35]{new string('━', BarWidth - filled)}[/]";
        if (row.Progress is not { } progress)
            table.AddRow(Markup.Escape(row.Name), bar, "", "", "", $"[grey]{Markup.Escape(row.Stage)}[/]");
        else
            table.AddRow(
                Markup.Escape(row.Name),
                bar,
                Wording.Count(progress.Steps),
                $"[bold]{Wording.Return(progress.MeanReturn)}[/]",
                Wording.Count(progress.StepsPerSecond),
                $"[orange3]{Sparkline.Of(row.Returns, 20)}[/]  [grey]{Markup.Escape(row.Stage)}[/]");
    }
}
