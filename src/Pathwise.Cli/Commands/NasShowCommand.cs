using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Cells;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.Cli.Display;
using Pathwise.Cli.Nas;
using Pathwise.Figures;
using Spectre.Console;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise nas show</c>: a search space, or a network, in words and as a picture.</summary>
internal static class NasShowCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var (network, settings) = (NetworkArguments.Network(), NetworkArguments.Settings());
        network.Description = "A search space, as nasnet or a JSON file with choices of your own; or a network: "
            + char.ToLowerInvariant(network.Description![0]) + network.Description[1..];
        var picture = new Option<string?>("--out")
        {
            Description = "The picture's file, .png or .svg [default: figures/<network>.png]", HelpName = "file",
        };
        var command = new Command("show", "Show a search space; or a network, drawn as a graph.")
        {
            network, settings, picture,
        };
        command.SetAction(parsed =>
        {
            var (called, text) = (context.For(parsed), parsed.GetRequiredValue(network));
            return Space(text) is { } space
                ? Show(called, space)
                : Show(called, text, parsed.GetValue(settings) ?? [], parsed.GetValue(picture));
        });
        return command;
    }

    /// <summary>A space by its name, or by a file that is no genotype's.</summary>
    private static ISearchSpace? Space(string text)
    {
        if (SearchSpaces.All.FirstOrDefault(space => space.Name == text) is { } known) return known;
        if (!File.Exists(text)) return null;
        try
        {
            return SearchSpaces.Find(text);
        }
        catch (BadInputException) when (File.ReadAllText(text).Contains("\"space\"", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static int Show(CommandContext context, ISearchSpace space)
    {
        var count = space.Count().ToString(CultureInfo.InvariantCulture);
        if (context.IsJson)
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["space"] = space.Name,
                ["description"] = space.Description,
                ["count"] = count,
                ["decisions"] = Json.Array(space.Decisions.Select(decision => new JsonObject
                {
                    ["name"] = decision.Name,
                    ["options"] = Json.Array(decision.Options.Select(option => (JsonNode)option)),
                })),
            });
            return ExitCode.Done;
        }

        var console = context.Terminal.OutputConsole;
        console.MarkupLineInterpolated($"[bold]{space.Name}[/]  {space.Description}");
        console.WriteLine();
        var table = new Table().Border(TableBorder.None);
        foreach (var column in (string[])["decision", "options"])
            table.AddColumn(new TableColumn($"[grey]{column}[/]").NoWrap());
        foreach (var decision in space.Decisions)
            table.AddRow(Markup.Escape(decision.Name), Markup.Escape(string.Join(", ", decision.Options)));
        context.Terminal.Write(table);
        console.WriteLine();
        var whole = space.Count().ToString("#,0", CultureInfo.InvariantCulture);
        var rounded = ((double)space.Count()).ToString("0.00e+0", CultureInfo.InvariantCulture);
        console.MarkupLineInterpolated(
            $"[bold]{whole}[/] sequences of {Wording.Count(space.Decisions.Count)} choices, {rounded}");
        return ExitCode.Done;
    }

    private static int Show(CommandContext context, string text, string[] settings, string? picture)
    {
        var target = NetworkTarget.Find(text);
        var path = Path.GetFullPath(picture ?? Path.Combine("figures", target.FileName + ".png"));
        var blueprint = target.ToBlueprint(settings);
        var cost = CostModel.Of(blueprint);
        ArchitecturePicture.Draw(target.Name, blueprint, target.Genotype, target.Cells).Save(path);
        if (context.IsJson)
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["network"] = target.Name,
                ["genotype"] = target.Genotype?.ToJson(),
                ["canonical"] = target.Genotype?.Canonical(),
                ["parameters"] = cost.Parameters,
                ["multiplyAdds"] = cost.MultiplyAdds,
                ["picture"] = path,
            });
            return ExitCode.Done;
        }

        var console = context.Terminal.OutputConsole;
        console.MarkupLineInterpolated($"[bold]{target.Name}[/]");
        console.WriteLine();
        context.Terminal.Write(Facts(target));
        var costs = $"{Wording.Count(cost.Parameters)} parameters, {Wording.Count(cost.MultiplyAdds)} multiply-adds "
            + $"for an image of {blueprint.Input}";
        console.MarkupLineInterpolated($"[grey]cost[/]       {costs}");
        console.MarkupLineInterpolated($"[grey]picture[/]    {Wording.Path(path)}");
        return ExitCode.Done;
    }

    private static Grid Facts(NetworkTarget target)
    {
        var grid = new Grid().AddColumn(new GridColumn().Width(10).NoWrap()).AddColumn();
        if (target.Cells is { } cells)
            foreach (var (name, cell) in (IEnumerable<(string, Cell)>)
                [("normal", cells.Normal), ("reduction", cells.Reduction)])
            {
                for (var i = 0; i < cell.Blocks.Length; i++)
                {
                    var block = cell.Blocks[i];
                    grid.AddRow(
                        new Markup(i == 0 ? $"[grey]{name}[/]" : ""),
                        new Text(string.Create(CultureInfo.InvariantCulture, $"block {i + 1}: ")
                            + $"{block.OperationA.Title} of {NameOf(block.InputA)}, "
                            + $"{block.OperationB.Title} of {NameOf(block.InputB)}, "
                            + (block.Combiner == CellCombiner.Addition ? "added" : "concatenated")));
                }

                grid.AddRow(new Text(""), new Text("output: " + string.Join(", ", cell.Outputs.Select(NameOf))));
            }
        else if (target.Genotype is { } genotype)
            for (var i = 0; i < genotype.Choices.Length; i++)
                grid.AddRow(
                    new Markup(i == 0 ? "[grey]choices[/]" : ""),
                    new Text($"{genotype.Space.Decisions[i].Name}: {genotype[i]}"));
        return grid;
    }

    private static string NameOf(int state) => Cell.NameOf(state);
}
