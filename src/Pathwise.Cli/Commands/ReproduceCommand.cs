using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.Cli.Display;
using Pathwise.Figures.Published;
using Spectre.Console;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise reproduce</c>: computes a published figure anew, and compares.</summary>
internal static class ReproduceCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var figure = new Argument<string?>("figure")
        {
            Description = "Which; see --list", Arity = ArgumentArity.ZeroOrOne,
        };
        var list = new Option<bool>("--list") { Description = "Show the figures there are" };
        var folder = new Option<string>("--out")
        {
            Description = "Where picture and table are to lie", HelpName = "folder",
            DefaultValueFactory = _ => "figures",
        };
        var full = new Option<bool>("--full")
        {
            Description = "Compute as much as the source did, which may take hours, for figures that say so",
        };
        var threads = NumberOption.Whole(
            "--threads",
            "Threads, for figures that train models; they change no number [default: one for each core]", 1, 1024);
        var only = new Option<string[]>("--only")
        {
            Description = "Compute a part of a figure that has parts, such as CartPole-v1 or ppo; may be repeated;\n"
                + "what was computed before is kept in the folder and shown beside it",
            HelpName = "part",
        };
        var command = new Command(
            "reproduce", "Compute a published figure anew, draw it, and compare its numbers with the published ones.")
        {
            figure, list, full, folder, only, threads,
        };
        command.SetAction(parsed =>
        {
            var called = context.For(parsed);
            if (parsed.GetValue(list)) return ListCommand.Write(called, ListCommand.Figures(), ["id", "title"]);
            var id = parsed.GetValue(figure) ?? throw new BadInputException(
                "The command 'reproduce' needs a figure: "
                + $"{string.Join(", ", PublishedFigures.All.Select(one => one.Id))}.");
            var place = parsed.GetRequiredValue(folder);
            return Reproduce(called, PublishedFigures.Find(id), place, new()
            {
                Size = parsed.GetValue(full) ? FigureSize.Full : FigureSize.Usual,
                Threads = (int?)parsed.GetValue(threads),
                Only = parsed.GetValue(only) ?? [],
                Folder = Path.GetFullPath(Path.Combine(place, id)),
            });
        });
        return command;
    }

    private static int Reproduce(
        CommandContext context, PublishedFigure figure, string folder, FigureRequest request)
    {
        figure.Check(request);
        MakeFolder(folder);     // before a minute of computing, not after
        context.Terminal.Error.WriteLine($"{figure.Title}. {figure.Summary}");
        if (figure.FullSize.Length > 0 && request.Size == FigureSize.Usual)
            context.Terminal.Error.WriteLine($"With --full: {figure.FullSize}");
        var begun = context.Time.GetTimestamp();
        var report = FractionDisplay.Show(
            context, progress => figure.Reproduce(request, progress, context.Cancellation));
        var seconds = context.Time.GetElapsedTime(begun).TotalSeconds;

        var picture = Path.GetFullPath(Path.Combine(folder, figure.Id + ".png"));
        var table = Path.ChangeExtension(picture, ".md");
        report.Picture.Save(picture);
        report.SaveMarkdown(table);
        if (context.IsJson) context.Terminal.WriteJson(ToJson(report, picture, table, seconds));
        else WriteTable(context.Terminal, report, picture, table, seconds);
        return report.Within ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Makes the folder that results will lie in, before they are computed.</summary>
    internal static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"The folder '{folder}' cannot be made: {cause.Message}", cause);
        }
    }

    private static JsonObject ToJson(FigureReport report, string picture, string table, double seconds) => new()
    {
        ["figure"] = report.Figure.Id,
        ["title"] = report.Figure.Title,
        ["source"] = report.Figure.Source,
        ["size"] = JsonNamingPolicy.CamelCase.ConvertName($"{report.Size}"),
        ["note"] = report.Note,
        ["rows"] = Json.Array(report.Rows.Select(row => new JsonObject
        {
            ["name"] = row.Name,
            ["here"] = Json.Number(row.Here),
            ["standardError"] = Json.Number(row.StandardError),
            ["comparison"] = JsonNamingPolicy.CamelCase.ConvertName($"{row.Comparison}"),
            ["published"] = row.Comparison == FigureComparison.None ? null : Json.Number(row.Published),
            ["publishedStandardError"] = Json.Number(row.PublishedStandardError),
            ["tolerance"] = Json.Number(row.Tolerance),
            ["within"] = row.Within,
        })),
        ["within"] = report.Within,
        ["picture"] = picture,
        ["table"] = table,
        ["seconds"] = Json.Number(seconds),
    };

    private static void WriteTable(Terminal terminal, FigureReport report, string picture, string table, double seconds)
    {
        var console = terminal.OutputConsole;
        var grid = new Table().Border(TableBorder.None);
        grid.AddColumn(new TableColumn("[grey]what[/]").NoWrap());
        foreach (var column in (string[])(report.IsExact
            ? ["here", "printed", "tolerance", "within"]
            : ["here", "± s.e.", "reference", "± s.e.", "within 4 s.e."]))
            grid.AddColumn(new TableColumn($"[grey]{column}[/]").RightAligned().NoWrap());
        foreach (var row in report.Rows)
        {
            var numbers = FigureReport.Numbers(row, report.IsExact);
            var within = !row.HasVerdict ? "" : row.Within ? "[green]yes[/]" : "[red]no[/]";
            grid.AddRow([Markup.Escape(row.Name), $"[bold]{numbers[0]}[/]", .. numbers[1..], within]);
        }

        terminal.Write(grid);
        console.WriteLine();
        if (report.Note.Length > 0) console.MarkupLineInterpolated($"[grey]{report.Note}[/]");
        console.MarkupLineInterpolated($"[grey]Reference: {report.Figure.Source}[/]");
        console.MarkupLineInterpolated($"[grey]picture[/]  {Wording.Path(picture)}");
        console.MarkupLineInterpolated($"[grey]table[/]    {Wording.Path(table)}");
        console.MarkupLineInterpolated($"[grey]time[/]     {Wording.Time(TimeSpan.FromSeconds(seconds))}");
    }
}
