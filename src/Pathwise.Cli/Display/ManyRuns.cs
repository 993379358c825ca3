using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pathwise.Cli.Display;

/// <summary>Several runs, live: a line for each, and one for all.</summary>
internal static class ManyRuns
{
    private const int BarWidth = 16, OtherLines = 4;    // the heading, those left out, all, and where the cursor stands

    /// <summary>The runs as they stand; where they do not fit, those that are at work, and how many others there
    /// are.</summary>
    /// <param name="rows">The runs.</param>
    /// <param name="height">Lines of the terminal.</param>
    public static IRenderable Render(BoardView[] rows, int height)
    {
        var shown = Shown(rows, Math.Max(1, height - OtherLines));
        var table = new Table().Border(TableBorder.None).HideFooters()
            .AddColumn(new TableColumn("[grey]run[/]").NoWrap())
            .AddColumn(new TableColumn("[grey]steps[/]").NoWrap())
            .AddColumn(new TableColumn("").RightAligned().NoWrap())
            .AddColumn(new TableColumn("[grey]return[/]").RightAligned().NoWrap())
            .AddColumn(new TableColumn("[grey]steps/s[/]").RightAligned().NoWrap())
            .AddColumn(new TableColumn("").NoWrap());
        foreach (var row in shown) AddRow(table, row);
        var all = new Markup($"[grey]all: {Markup.Escape(BoardDisplay.PlainLine(rows))}[/]");
        return shown.Length == rows.Length
            ? new Rows(table, all)
            : new Rows(table, new Markup($"[grey]and {Others(rows.Except(shown))}[/]"), all);
    }

    /// <summary>As many as there is room for, in their order: first those at work, then the latest that have ended,
    /// then the next that wait.</summary>
    private static BoardView[] Shown(BoardView[] rows, int room)
    {
        if (rows.Length <= room) return rows;
        var chosen = rows.Where(row => row.IsAtWork)
            .Concat(rows.Where(row => row.HasEnded).Reverse())
            .Concat(rows.Where(row => !row.IsAtWork && !row.HasEnded))
            .Take(room).ToHashSet();
        return [.. rows.Where(chosen.Contains)];
    }

    private static string Others(IEnumerable<BoardView> rows) => string.Join(", ", rows
        .GroupBy(row => row.Stage).Select(group => $"{group.Count()} {Markup.Escape(group.Key)}"));

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
