using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.Cli.Display;
using Pathwise.Experiments.Tuning;
using Pathwise.Figures;
using Spectre.Console;

namespace Pathwise.Cli.Tuning;

/// <summary>Tells what a search for settings has brought: the best trials, what mattered, how to repeat the
/// best.</summary>
/// <param name="context">Where to tell it.</param>
/// <param name="study">The search.</param>
/// <param name="result">What it has brought.</param>
internal sealed class TuningReport(CommandContext context, TuningStudy study, TuningResult result)
{
    private const int MostTroubles = 3;

    private readonly IReadOnlyList<SettingImportance> _importance = ImportanceEstimate.Of(result, study.Seeds.Child(2));

    private string Preset => Path.Combine(study.Folder, "best.json");

    /// <summary>Draws and tells it.</summary>
    /// <param name="top">How many trials are told of.</param>
    public void Write(int top)
    {
        var picture = result.Results.Count > 0 ? Draw() : null;
        if (context.IsJson) context.Terminal.WriteJson(ToJson(top, picture));
        else WriteTable(top, picture);
    }

    private string Draw()
    {
        var path = Path.Combine(study.Folder, "tuning.png");
        var title = string.Create(
            CultureInfo.InvariantCulture, $"{study.Tuned.Id} on {study.Plan.Environment}, seed {study.Plan.Seed}");
        TuningPicture.Draw(title, result, _importance).Save(path);
        return path;
    }

    /// <summary>The command that trains with the best settings, as its first run did.</summary>
    private string Command(TrialResult best) =>
        $"pathwise train {study.Tuned.Id} {study.Plan.Environment} --preset {Quoted(Wording.Path(Preset))} --seed "
        + best.Seeds[0].ToString(CultureInfo.InvariantCulture)
        + string.Concat(study.Plan.EnvironmentArguments.Select(pair => " --env " + Quoted($"{pair.Key}={pair.Value}")));

    private JsonObject ToJson(int top, string? picture) => new()
    {
        ["run"] = study.Folder,
        ["algorithm"] = study.Tuned.Id,
        ["environment"] = study.Plan.Environment,
        ["seed"] = study.Plan.Seed,
        ["status"] = NameOf(result.Status),
        ["strategy"] = NameOf(study.Plan.Search.Strategy),
        ["objective"] = NameOf(study.Plan.Search.Objective),
        ["trials"] = study.Plan.Search.Trials,
        ["begun"] = result.Ranking.Count,
        ["diverged"] = result.Diverged,
        ["failed"] = result.Failed,
        ["steps"] = result.Steps,
        ["seconds"] = Json.Number(result.LearningTime.TotalSeconds),
        ["best"] = result.Best is { } best ? ToJson(best) : null,
        ["top"] = Json.Array(result.Ranking.Take(top).Select(ToJson)),
        ["importance"] = Json.Array(_importance.Select(one => (JsonNode)new JsonObject
        {
            ["setting"] = one.Name,
            ["share"] = Json.Number(one.Share),
            ["low"] = Json.Number(one.Low),
            ["high"] = Json.Number(one.High),
            ["chance"] = Json.Number(one.Chance),
            ["matters"] = one.Matters,
        })),
        ["preset"] = result.Best is null ? null : Preset,
        ["command"] = result.Best is { } winner ? Command(winner) : null,
        ["picture"] = picture,
    };

    private JsonObject ToJson(TrialResult trial) => new()
    {
        ["trial"] = trial.Trial,
        ["steps"] = trial.Steps,
        ["status"] = NameOf(trial.Status),
        ["value"] = Json.Number(trial.Value),
        ["means"] = Json.Array(trial.Means.Select(Json.Number)),
        ["settings"] = new JsonObject(study.Space.Tuned.Zip(
            trial.Values, (tuned, value) => KeyValuePair.Create(tuned.Name, (JsonNode?)value))),
        ["seeds"] = Json.Array(trial.Seeds.Select(seed => (JsonNode)seed)),
        ["trouble"] = trial.Trouble,
        ["run"] = study.FolderOf(trial),
    };

    private void WriteTable(int top, string? picture)
    {
        context.Terminal.Error.WriteLine();
        if (result.Ranking.Count > 0) context.Terminal.Write(Trials(top));
        var grid = new Grid().AddColumn(new GridColumn().Width(11).NoWrap()).AddColumn();
        void Row(string name, string text) => grid.AddRow(new Markup($"[grey]{name}[/]"), new Markup(text));

        Row("trials", $"{Wording.Count(result.Ranking.Count)} of {Wording.Count(study.Plan.Search.Trials)} begun, "
            + $"{Wording.Count(result.Diverged)} diverged, {Wording.Count(result.Failed)} failed; "
            + $"{Wording.Count(result.Steps)} steps, {Wording.Time(result.LearningTime)} of learning");
        foreach (var broken in result.Ranking.Where(trial => trial.Trouble is not null).Take(MostTroubles))
            Row("", Markup.Escape($"trial {broken.Trial}: {broken.Trouble}"));
        if (_importance.Count > 0) Row("mattered", Markup.Escape(Mattered()));
        Row("search", Markup.Escape(Wording.Path(study.Folder)));
        if (picture is not null) Row("picture", Markup.Escape(Wording.Path(picture)));
        if (result.Best is { } best)
        {
            Row("settings", Markup.Escape(Wording.Path(Preset)));
            Row("next", $"[deepskyblue3]{Markup.Escape(Command(best))}[/]");
        }

        context.Terminal.Write(grid);
    }

    private Table Trials(int top)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var name in (string[])["trial", "value", "steps", .. study.Space.Tuned.Select(tuned => tuned.Name)])
            table.AddColumn(new TableColumn($"[grey]{name}[/]").RightAligned());
        foreach (var trial in result.Ranking.Take(top))
            table.AddRow(
            [
                trial.Trial.ToString(CultureInfo.InvariantCulture),
                trial.Value is { } value ? $"[bold]{Wording.Return(value)}[/]" : $"[red]{NameOf(trial.Status)}[/]",
                Wording.Count(trial.Steps), .. trial.Values.Select(Markup.Escape),
            ]);
        return table;
    }

    private string Mattered()
    {
        string[] named =
        [
            .. _importance.Where(one => one.Matters).Select(one => $"{one.Name} {Wording.Share(one.Share)}"),
        ];
        return named.Length == 0
            ? "no setting more than chance would have it"
            : $"{string.Join(", ", named)} of the variance; the others no more than chance would have it";
    }

    private static string NameOf<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Quoted(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
