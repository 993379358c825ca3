using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Figures.Published;
using Spectre.Console;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise list</c>: what can be named.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var catalogue = context.Catalogue;
        return new("list", "Show what there is: environments, algorithms, presets, figures.")
        {
            Kind(context, "environments", "Where agents can learn.", () => Environments(catalogue)),
            Kind(context, "algorithms", "What can learn.", () => Algorithms(catalogue)),
            Kind(context, "presets", "Tuned settings of an algorithm for an environment.", () => Presets(catalogue)),
            Kind(context, "figures", "Figures in print that can be computed anew.", Figures),
        };
    }

    /// <summary>A description of a space, for people.</summary>
    internal static string Describe(Space space) => space switch
    {
        Discrete discrete => $"{discrete.Count} choices",
        Box { Size: 1 } => "1 real number",
        Box box => $"{box.Size} real numbers",
        _ => $"{space.Size} numbers",
    };

    /// <summary>The published figures as JSON.</summary>
    internal static JsonObject[] Figures() =>
    [
        .. PublishedFigures.All.Select(figure => new JsonObject
        {
            ["id"] = figure.Id, ["title"] = figure.Title, ["summary"] = figure.Summary, ["source"] = figure.Source,
        }),
    ];

    /// <summary>Writes entries, as a JSON array or as a table of their first columns.</summary>
    internal static int Write(CommandContext context, JsonObject[] entries, string[] columns)
    {
        if (context.IsJson)
        {
            context.Terminal.WriteJson(Json.Array(entries));
            return ExitCode.Done;
        }

        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns) table.AddColumn(new TableColumn($"[grey]{column}[/]").NoWrap());
        table.Columns[^1].NoWrap = false;
        foreach (var entry in entries)
            table.AddRow([.. columns.Select(column => new Text(entry[column]?.ToString() ?? "–"))]);
        context.Terminal.Write(table);
        return ExitCode.Done;
    }

    private static Command Kind(CommandContext context, string name, string description, Func<JsonObject[]> entries)
    {
        var command = new Command(name, description);
        command.SetAction(parsed => Write(context.For(parsed), entries(), name switch
        {
            "environments" => ["id", "observations", "actions", "maxEpisodeSteps", "rewardThreshold", "summary"],
            "algorithms" => ["id", "actions", "summary"],
            "presets" => ["id", "name", "steps", "expectedReturn", "source"],
            _ => ["id", "title"],
        }));
        return command;
    }

    private static JsonObject[] Environments(Catalogue catalogue) =>
    [
        .. catalogue.Environments.Entries.Select(ToJson),
    ];

    /// <summary>An environment as JSON.</summary>
    internal static JsonObject ToJson(EnvironmentEntry entry) => new()
    {
        ["id"] = entry.Spec.Id,
        ["summary"] = entry.Spec.Summary,
        ["observations"] = Describe(entry.ObservationSpace),
        ["observationBounds"] = Bounds(entry.ObservationSpace),
        ["actions"] = Describe(entry.ActionSpace),
        ["actionBounds"] = Bounds(entry.ActionSpace),
        ["maxEpisodeSteps"] = entry.Spec.MaxEpisodeSteps,
        ["rewardThreshold"] = Json.Number(entry.Spec.RewardThreshold),
        ["arguments"] = Json.Array(entry.Arguments.Select(argument => new JsonObject
        {
            ["name"] = argument.Name,
            ["meaning"] = argument.Meaning,
            ["range"] = argument.Allowed,
            ["default"] = Json.Argument(argument.Value),
        })),
    };

    /// <summary>[low, high] for each number of a box, null standing for no bound; null for other spaces.</summary>
    private static JsonArray? Bounds(Space space) => space is not Box box ? null : Json.Array(
        box.Low.Zip(box.High, (low, high) => Json.Array([Json.Number(low), Json.Number(high)])));

    private static JsonObject[] Algorithms(Catalogue catalogue) =>
    [
        .. catalogue.Algorithms.All.Select(algorithm => new JsonObject
        {
            ["id"] = algorithm.Id,
            ["summary"] = algorithm.Summary,
            ["source"] = algorithm.Source,
            ["actions"] = NameOf(algorithm.Actions),
        }),
    ];

    private static JsonObject[] Presets(Catalogue catalogue) =>
    [
        .. catalogue.Presets.All.Select(preset => new JsonObject
        {
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"{preset.Algorithm}/{preset.Environment}"),
            ["name"] = preset.Name,
            ["algorithm"] = preset.Algorithm,
            ["environment"] = preset.Environment,
            ["steps"] = preset.Steps,
            ["targetReturn"] = Json.Number(preset.TargetReturn),
            ["expectedReturn"] = Json.Number(preset.ExpectedReturn),
            ["settings"] = JsonNode.Parse(preset.Settings.GetRawText()),
            ["source"] = preset.Source,
        }),
    ];

    /// <summary>The kinds of actions that an algorithm can take, for people.</summary>
    internal static string NameOf(ActionKinds actions) => actions switch
    {
        ActionKinds.Discrete => "choices",
        ActionKinds.Continuous => "real numbers",
        _ => "choices, real numbers",
    };
}
