using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.Cli.Display;
using Pathwise.Cli.Nas;
using Spectre.Console;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise nas cost</c>: the parameters and multiply-adds of a network, stage by stage.</summary>
internal static class NasCostCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var (network, settings) = (NetworkArguments.Network(), NetworkArguments.Settings());
        var layers = new Option<bool>("--layers") { Description = "Every layer, not every stage" };
        var command = new Command("cost", "Count the parameters and multiply-adds of a network, exactly.")
        {
            network, settings, layers,
        };
        command.SetAction(parsed => Cost(
            context.For(parsed), parsed.GetRequiredValue(network), parsed.GetValue(settings) ?? [],
            parsed.GetValue(layers)));
        return command;
    }

    private static int Cost(CommandContext context, string network, string[] settings, bool hasLayers)
    {
        var target = NetworkTarget.Find(network);
        var cost = CostModel.Of(target.ToBlueprint(settings));
        if (context.IsJson) context.Terminal.WriteJson(ToJson(target, cost));
        else Write(context.Terminal, target, cost, hasLayers);
        return ExitCode.Done;
    }

    private static void Write(Terminal terminal, NetworkTarget target, NetworkCost cost, bool hasLayers)
    {
        var console = terminal.OutputConsole;
        console.MarkupLineInterpolated($"[bold]{target.Name}[/], images of {cost.Blueprint.Input}");
        console.WriteLine();
        terminal.Write(hasLayers ? Layers(cost) : Stages(cost));
        console.WriteLine();
        var (parameters, multiplyAdds) = (Wording.Count(cost.Parameters), Wording.Count(cost.MultiplyAdds));
        var besides = $"Beside them: {Wording.Count(cost.BiasAdditions)} additions of a bias, "
            + $"{Wording.Count(cost.RunningStatistics)} means and variances that are kept but not trained.";
        console.MarkupLineInterpolated($"[bold]{parameters}[/] parameters, [bold]{multiplyAdds}[/] multiply-adds");
        console.MarkupLineInterpolated($"[grey]{CostModel.Definition}[/]");
        console.MarkupLineInterpolated($"[grey]{besides}[/]");
    }

    private static Table Stages(NetworkCost cost)
    {
        var table = TableOf(
            ["stage", "operator"], ["resolution in", "out", "channels", "layers", "parameters", "multiply-adds"]);
        foreach (var stage in cost.Stages())
            table.AddRow(Escaped(
                stage.Name, stage.Description, Resolution(stage.Input), Resolution(stage.Output),
                Wording.Count(stage.Channels), Wording.Count(stage.Layers),
                Wording.Count(stage.Parameters), Wording.Count(stage.MultiplyAdds)));
        return table;
    }

    private static Table Layers(NetworkCost cost)
    {
        var table = TableOf(["layer", "what"], ["output", "parameters", "multiply-adds"]);
        foreach (var layer in cost.Layers)
            table.AddRow(Escaped(
                layer.Node.Scope, layer.Node.Layer.ToString(), layer.Node.Shape.ToString(),
                Wording.Count(layer.Parameters), Wording.Count(layer.MultiplyAdds)));
        return table;
    }

    private static Table TableOf(string[] texts, string[] numbers)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in texts) table.AddColumn(new TableColumn($"[grey]{column}[/]").NoWrap());
        foreach (var column in numbers) table.AddColumn(new TableColumn($"[grey]{column}[/]").RightAligned().NoWrap());
        return table;
    }

    private static string[] Escaped(params string[] cells) => Array.ConvertAll(cells, Markup.Escape);

    private static string Resolution(TensorShape shape) =>
        string.Create(CultureInfo.InvariantCulture, $"{shape.Height}×{shape.Width}");

    private static JsonObject ToJson(NetworkTarget target, NetworkCost cost) => new()
    {
        ["network"] = target.Name,
        ["genotype"] = target.Genotype?.ToString(),
        ["input"] = Shape(cost.Blueprint.Input),
        ["parameters"] = cost.Parameters,
        ["multiplyAdds"] = cost.MultiplyAdds,
        ["biasAdditions"] = cost.BiasAdditions,
        ["runningStatistics"] = cost.RunningStatistics,
        ["definition"] = CostModel.Definition,
        ["stages"] = Json.Array(cost.Stages().Select(stage => new JsonObject
        {
            ["stage"] = stage.Name,
            ["operator"] = stage.Description,
            ["input"] = Shape(stage.Input),
            ["output"] = Shape(stage.Output),
            ["channels"] = stage.Channels,
            ["layers"] = stage.Layers,
            ["parameters"] = stage.Parameters,
            ["multiplyAdds"] = stage.MultiplyAdds,
        })),
        ["layers"] = Json.Array(cost.Layers.Select(layer => new JsonObject
        {
            ["scope"] = layer.Node.Scope,
            ["layer"] = layer.Node.Layer.ToString(),
            ["output"] = Shape(layer.Node.Shape),
            ["parameters"] = layer.Parameters,
            ["multiplyAdds"] = layer.MultiplyAdds,
        })),
    };

    private static JsonArray Shape(TensorShape shape) => [shape.Channels, shape.Height, shape.Width];
}
