using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.Cli.Display;
using Spectre.Console;

namespace Pathwise.Cli.Mdp;

/// <summary>Tells what tables were learned, beside what is exact.</summary>
internal sealed record LearnedReport(
    string Algorithm, string Environment, double Gamma, TabularTask Task, LearnedCurve[] Curves, string Picture,
    double Seconds)
{
    private const int CurveWidth = 40;

    private static readonly string[] Columns =
        ["seed", "steps", "episodes", "late return", "greedy policy, exact", "RMS error of V"];

    /// <summary>One JSON object.</summary>
    public JsonObject ToJson() => new()
    {
        ["algorithm"] = Algorithm,
        ["environment"] = Environment,
        ["gamma"] = Json.Number(Gamma),
        ["optimalStartValue"] = Json.Number(Task.OptimalValue),
        ["optimalReturn"] = Json.Number(Task.OptimalReturn),
        ["seeds"] = Json.Array(Curves.Select(curve => new JsonObject
        {
            ["seed"] = curve.Seed,
            ["steps"] = curve.Steps,
            ["episodes"] = curve.Episodes,
            ["diverged"] = curve.Diverged,
            ["return"] = Json.Number(curve.LateReturn),
            ["greedyStartValue"] = Json.Number(curve.GreedyValue),
            ["valueError"] = Json.Number(curve.Points.Count == 0 ? null : curve.Points[^1].ValueError),
            ["curve"] = Json.Array(curve.Points.Select(point => new JsonObject
            {
                ["steps"] = point.Steps,
                ["return"] = Json.Number(point.Return),
                ["valueError"] = Json.Number(point.ValueError),
            })),
        })),
        ["picture"] = Picture,
        ["seconds"] = Json.Number(Seconds),
    };

    /// <summary>A table for people: a row for each seed.</summary>
    public void Write(Terminal terminal)
    {
        var console = terminal.OutputConsole;
        console.MarkupLineInterpolated(
            $"[bold]{Environment}[/]: [bold]{Algorithm}[/], γ = {Wording.Number(Gamma)}");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"[grey]exact optimum[/]  {Number(Task.OptimalValue)} at the start");
        console.WriteLine();
        var table = new Table().Border(TableBorder.None);
        foreach (var column in Columns)
            table.AddColumn(new TableColumn($"[grey]{column}[/]").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("[grey]returns[/]").NoWrap());
        foreach (var curve in Curves)
            table.AddRow(
                Wording.Count(curve.Seed), Wording.Count(curve.Steps), Wording.Count(curve.Episodes),
                Number(curve.LateReturn),
                $"[bold]{Greedy(curve)}[/]",
                Number(curve.Points.Count == 0 ? null : curve.Points[^1].ValueError),
                curve.Diverged is { } what
                    ? $"[red]{Markup.Escape(what)} diverged[/]"
                    : Sparkline.Of([.. curve.Points.Select(point => point.Return).Where(double.IsFinite)], CurveWidth));
        terminal.Write(table);
        console.WriteLine();
        console.MarkupLineInterpolated($"[grey]picture[/]  {Wording.Path(Picture)}");
        console.MarkupLineInterpolated($"[grey]time[/]     {Wording.Time(TimeSpan.FromSeconds(Seconds))}");
    }

    private string Greedy(LearnedCurve curve) =>
        Task.OptimalValue is not null && curve.GreedyValue is null ? "never ends" : Number(curve.GreedyValue);

    private static string Number(double? value) =>
        value is { } number && double.IsFinite(number)
            ? number.ToString("#,0.000", CultureInfo.InvariantCulture).Replace('-', '−')
            : "–";
}
