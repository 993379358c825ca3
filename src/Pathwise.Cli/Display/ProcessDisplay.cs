using System.Globalization;
using System.Text;
using Pathwise.Cli.Mdp;
using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Figures;
using Spectre.Console;

namespace Pathwise.Cli.Display;

/// <summary>Writes a solved process: a board where its states lie in a grid, else a table.</summary>
internal static class ProcessDisplay
{
    private const int MostColumns = 16, MostRows = 40;
    private const string Arrows = "←↓→↑";

    /// <summary>Writes values, best actions, and what it took.</summary>
    public static void Write(
        Terminal terminal, string title, ProcessTarget target, FiniteMdp process, ProcessSolution solution,
        string? picture, double seconds)
    {
        var console = terminal.OutputConsole;
        console.MarkupLineInterpolated($"[bold]{title}[/]");
        console.WriteLine();
        if (target.Grid is { Width: <= MostColumns, Height: <= MostRows } grid && grid.Count == process.States)
            WriteBoard(terminal, process, solution, grid);
        else
            WriteTable(terminal, process, solution);
        console.WriteLine();

        var start = solution.StartValue(process);
        if (start is { } value) console.MarkupLineInterpolated($"[grey]start[/]    [bold]{Exact(value)}[/]");
        var residual = solution.Residual.ToString("0.0E+0", CultureInfo.InvariantCulture).Replace('-', '−');
        console.MarkupLineInterpolated(
            $"[grey]method[/]   {solution.Method}, {Wording.Count(solution.Sweeps)} sweeps, residual {residual}");
        if (picture is not null) console.MarkupLineInterpolated($"[grey]picture[/]  {Wording.Path(picture)}");
        console.MarkupLineInterpolated($"[grey]time[/]     {Wording.Time(TimeSpan.FromSeconds(seconds))}");
    }

    private static void WriteBoard(Terminal terminal, FiniteMdp process, ProcessSolution solution, GridLayout grid)
    {
        var isOpen = ProcessPicture.OpenStates(process);
        var digits = ProcessPicture.Digits(solution.Values.Where((_, state) => isOpen[state]));
        var table = new Table().Border(TableBorder.Square).BorderColor(Color.Grey).HideHeaders().ShowRowSeparators();
        for (var column = 0; column < grid.Width; column++) table.AddColumn(new TableColumn("").Centered());
        for (var row = 0; row < grid.Height; row++)
            table.AddRow([.. Enumerable.Range(row * grid.Width, grid.Width)
                .Select(state => new Markup(isOpen[state]
                    ? CellOf(process, solution, state, digits)
                    : $"[grey]{Markup.Escape(grid[state].ToString().Trim())}[/]\n"))]);
        terminal.Write(table);
    }

    private static string CellOf(FiniteMdp process, ProcessSolution solution, int state, int digits)
    {
        var arrows = new StringBuilder();
        foreach (var label in solution.OptimalActions[state])
            arrows.Append(ProcessPicture.DirectionOf(process.NameOfAction(label)) is >= 0 and var direction
                ? Arrows[direction].ToString()
                : Markup.Escape(process.NameOfAction(label)));
        return $"[green]{arrows}[/]\n{ProcessPicture.Number(solution.Values[state], digits)}";
    }

    private static void WriteTable(Terminal terminal, FiniteMdp process, ProcessSolution solution)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn("[grey]state[/]").NoWrap());
        table.AddColumn(new TableColumn("[grey]value[/]").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("[grey]optimal actions[/]").NoWrap());
        var shown = process.States <= 2 * MostRows ? process.States : MostRows;
        var digits = Math.Max(3, ProcessPicture.Digits(solution.Values));
        for (var state = 0; state < shown; state++)
            table.AddRow(
                Markup.Escape(process.NameOfState(state)),
                ProcessPicture.Number(solution.Values[state], digits),
                Markup.Escape(process.IsTerminal(state)
                    ? "–"
                    : string.Join(", ", solution.OptimalActions[state].Select(process.NameOfAction))));
        terminal.Write(table);
        if (shown < process.States)
            terminal.OutputConsole.MarkupLineInterpolated(
                $"[grey]… and {Wording.Count(process.States - shown)} more states; --json writes them all.[/]");
    }

    private static string Exact(double value) =>
        value.ToString("0.#########", CultureInfo.InvariantCulture).Replace('-', '−');
}
