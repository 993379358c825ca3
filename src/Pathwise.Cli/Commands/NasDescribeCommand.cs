using System.CommandLine;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch;
using Pathwise.Experiments.Runs;
using Pathwise.Options;
using Spectre.Console;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise nas describe</c>: strategies, presets, evaluators and the reward, with their options.</summary>
internal static class NasDescribeCommand
{
    private const string Reward = "reward";

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string?>("name")
        {
            Description = "A strategy, a preset, an evaluator, or 'reward'; without one all are listed",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("describe", "Show strategies, presets and evaluators, or the options of one.")
        {
            name,
        };
        command.SetAction(parsed => Describe(context.For(parsed), parsed.GetValue(name)));
        return command;
    }

    private static int Describe(CommandContext context, string? name)
    {
        Part[] parts = [.. Parts(context.Catalogue.Search)];
        if (name is null) List(context, parts);
        else
            Show(context, parts.FirstOrDefault(part => part.Id == name) ?? throw BadInputException.Unknown(
                "strategy, preset or evaluator", name, [.. parts.Select(part => part.Id)]));
        return ExitCode.Done;
    }

    private static IEnumerable<Part> Parts(SearchParts parts) =>
    [
        .. parts.Strategies.All.Select(one => new Part("strategy", one.Id, one.Summary, one.Source, one.Settings)),
        .. parts.Strategies.Presets.Select(one => new Part("preset", one.Id, one.Summary, one.Source, one.Settings)),
        .. parts.Evaluators.All.Select(one => new Part("evaluator", one.Id, one.Summary, null, one.Settings)),
        new(
            Reward, Reward, "What a search is after: accuracy, and what it costs.", "Tan et al. (2019), eqs. (2), (3)",
            RewardOptions.Settings),
    ];

    private static void List(CommandContext context, Part[] parts)
    {
        if (context.IsJson)
        {
            context.Terminal.WriteJson(Json.Array(parts.Select(part => new JsonObject
            {
                ["kind"] = part.Kind, ["id"] = part.Id, ["summary"] = part.Summary, ["source"] = part.Source,
            })));
            return;
        }

        var table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn("[grey]name[/]").NoWrap());
        table.AddColumn(new TableColumn("[grey]kind[/]").NoWrap());
        table.AddColumn(new TableColumn("[grey]what[/]"));
        foreach (var part in parts)
            table.AddRow(new Text(part.Id), new Text(part.Kind), new Text(part.Summary));
        context.Terminal.Write(table);
    }

    private static void Show(CommandContext context, Part part)
    {
        if (context.IsJson)
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["kind"] = part.Kind,
                ["id"] = part.Id,
                ["summary"] = part.Summary,
                ["source"] = part.Source,
                ["options"] = DescribeCommand.ToJson(part.Settings),
            });
            return;
        }

        var console = context.Terminal.OutputConsole;
        console.MarkupLineInterpolated($"[bold]{part.Id}[/]: {part.Summary}");
        if (part.Source is { } source) console.MarkupLineInterpolated($"[grey]Source: {source}.[/]");
        console.WriteLine();
        DescribeCommand.WriteTable(context.Terminal, part.Settings);
        var flag = part.Kind switch
        {
            "evaluator" => "--evaluator-set",
            Reward => "--reward-set",
            _ => "--set",
        };
        console.MarkupLineInterpolated($"[grey]Set one with {flag} name=value in 'pathwise nas search'.[/]");
    }

    private sealed record Part(string Kind, string Id, string Summary, string? Source, Settings Settings);
}
