using System.CommandLine;
using System.Text.Json.Nodes;
using Pathwise.Experiments;
using Spectre.Console;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise describe</c>: the options of an algorithm.</summary>
internal static class DescribeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("algorithm") { Description = "Which; see 'pathwise list algorithms'" };
        var command = new Command("describe", "Show an algorithm's options: what they mean, their ranges, defaults and sources.") { name };
        command.SetAction(parsed => Describe(context.For(parsed), context.Catalogue.Algorithms.Find(parsed.GetRequiredValue(name))));
        return command;
    }

    private static int Describe(CommandContext context, Algorithm algorithm)
    {
        var presets = context.Catalogue.Presets.All.Where(preset => preset.Algorithm == algorithm.Id).ToArray();
        if (context.IsJson) context.Terminal.WriteJson(ToJson(algorithm, presets));
        else WriteTable(context.Terminal, algorithm, presets);
        return ExitCode.Done;
    }

    private static JsonObject ToJson(Algorithm algorithm, Preset[] presets) => new()
    {
        ["id"] = algorithm.Id,
        ["summary"] = algorithm.Summary,
        ["source"] = algorithm.Source,
        ["actions"] = ListCommand.NameOf(algorithm.Actions),
        ["options"] = Json.Array(algorithm.Settings.All.Select(setting => new JsonObject
        {
            ["name"] = setting.Name,
            ["symbol"] = setting.Symbol,
            ["meaning"] = setting.Meaning,
            ["type"] = setting.Type,
            ["allowed"] = Json.Array(setting.Allowed.Select(value => (JsonNode)value)),
            ["range"] = setting.Range,
            ["default"] = setting.Default,
            ["source"] = setting.Source,
        })),
        ["presets"] = Json.Array(presets.Select(preset => new JsonObject { ["environment"] = preset.Environment, ["name"] = preset.Name })),
    };

    private static void WriteTable(Terminal terminal, Algorithm algorithm, Preset[] presets)
    {
        var console = terminal.OutputConsole;
        console.MarkupLineInterpolated($"[bold]{algorithm.Id}[/]: {algorithm.Summary}");
        console.MarkupLineInterpolated($"[grey]Source: {algorithm.Source}. Actions: {ListCommand.NameOf(algorithm.Actions)}.[/]");
        if (presets.Length > 0)
            console.MarkupLineInterpolated($"[grey]Presets: {string.Join(", ", presets.Select(preset => preset.Environment).Distinct())}.[/]");
        console.WriteLine();

        var table = new Table().Border(TableBorder.None);
        foreach (var column in (string[])["option", "symbol", "default", "allowed"])
            table.AddColumn(new TableColumn($"[grey]{column}[/]").NoWrap());
        table.AddColumn(new TableColumn("[grey]meaning, and the default's source[/]"));
        foreach (var setting in algorithm.Settings.All)
            table.AddRow(
                new Text(setting.Name),
                new Text(setting.Symbol ?? ""),
                new Text(setting.Default),
                new Text(setting.Allowed.Count > 0 ? string.Join(", ", setting.Allowed) : setting.Range),
                setting.Source is { } source ? new Markup(Markup.Escape(setting.Meaning) + $" [grey]({Markup.Escape(source)})[/]") : new Text(setting.Meaning));
        terminal.Write(table);
        console.WriteLine();
        console.MarkupLineInterpolated($"[grey]Set one with --set, as in:[/] pathwise train {algorithm.Id} CartPole-v1 --set {Example(algorithm)}");
    }

    private static string Example(Algorithm algorithm) =>
        algorithm.Settings.All.Select(setting => $"{setting.Name}={setting.Default}").FirstOrDefault("name=value");
}
