using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch;
using Pathwise.Autoencoders;
using Pathwise.Cli.Display;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Experiments.Tuning;
using Pathwise.Options;
using Spectre.Console;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise describe</c>: the options of an algorithm, or an environment's spaces and arguments.</summary>
internal static class DescribeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("name")
        {
            Description = "An algorithm or an environment, see 'pathwise list algorithms' and 'list environments'; "
                + "or a model of 'pathwise vae': " + string.Join(", ", AutoencoderKinds.All.Select(kind => kind.Id))
                + "; or an evaluator of 'pathwise nas search': "
                + string.Join(", ", context.Catalogue.Search.Evaluators.All.Select(entry => entry.Id)),
        };
        var command = new Command(
            "describe", "Show an algorithm's or model's options, or what an environment is like: meanings, ranges, "
            + "defaults.")
        {
            name,
        };
        command.SetAction(parsed => Describe(context.For(parsed), parsed.GetRequiredValue(name)));
        return command;
    }

    private static int Describe(CommandContext context, string name)
    {
        var (algorithms, environments) = (context.Catalogue.Algorithms.All, context.Catalogue.Environments.Entries);
        var evaluators = context.Catalogue.Search.Evaluators.All;
        if (algorithms.FirstOrDefault(one => one.Id == name) is { } algorithm) Describe(context, algorithm);
        else if (environments.FirstOrDefault(one => one.Spec.Id == name) is { } environment)
            Describe(context, environment);
        else if (AutoencoderKinds.All.FirstOrDefault(one => one.Id == name) is { } model) Describe(context, model);
        else if (evaluators.FirstOrDefault(one => one.Id == name) is { } evaluator) Describe(context, evaluator);
        else
            throw BadInputException.Unknown(
                "algorithm, environment, model or evaluator",
                name,
                [
                    .. algorithms.Select(one => one.Id), .. environments.Select(one => one.Spec.Id),
                    .. AutoencoderKinds.All.Select(one => one.Id), .. evaluators.Select(one => one.Id),
                ]);
        return ExitCode.Done;
    }

    private static void Describe(CommandContext context, Algorithm algorithm)
    {
        var presets = context.Catalogue.Presets.All.Where(preset => preset.Algorithm == algorithm.Id).ToArray();
        if (context.IsJson) context.Terminal.WriteJson(ToJson(algorithm, presets));
        else WriteTable(context.Terminal, algorithm, presets);
    }

    private static void Describe(CommandContext context, EnvironmentEntry environment)
    {
        if (context.IsJson) context.Terminal.WriteJson(ListCommand.ToJson(environment));
        else WriteTable(context.Terminal, environment);
    }

    private static void Describe(CommandContext context, AutoencoderKind model)
    {
        if (context.IsJson)
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["id"] = model.Id,
                ["summary"] = model.Summary,
                ["source"] = model.Source,
                ["options"] = ToJson(model.Settings),
            });
            return;
        }

        var console = context.Terminal.OutputConsole;
        console.MarkupLineInterpolated($"[bold]{model.Id}[/]: {model.Summary}");
        console.MarkupLineInterpolated($"[grey]Source: {model.Source}.[/]");
        console.WriteLine();
        WriteTable(context.Terminal, model.Settings);
        WriteExample(context.Terminal, $"pathwise vae train mnist --model {model.Id}", model.Settings);
    }

    private static void Describe(CommandContext context, ChildEvaluatorEntry evaluator)
    {
        if (context.IsJson)
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["id"] = evaluator.Id, ["summary"] = evaluator.Summary, ["options"] = ToJson(evaluator.Settings),
            });
            return;
        }

        context.Terminal.OutputConsole.MarkupLineInterpolated($"[bold]{evaluator.Id}[/]: {evaluator.Summary}");
        context.Terminal.OutputConsole.WriteLine();
        WriteTable(context.Terminal, evaluator.Settings);
    }

    private static JsonObject ToJson(Algorithm algorithm, Preset[] presets) => new()
    {
        ["id"] = algorithm.Id,
        ["summary"] = algorithm.Summary,
        ["source"] = algorithm.Source,
        ["actions"] = ListCommand.NameOf(algorithm.Actions),
        ["options"] = ToJson(algorithm.Settings),
        ["tuning"] = Json.Array((StandardSpace.For(algorithm.Id)?.Vary ?? []).Select(range => (JsonNode)range)),
        ["presets"] = Json.Array(presets.Select(preset => new JsonObject
        {
            ["environment"] = preset.Environment, ["name"] = preset.Name,
        })),
    };

    /// <summary>Options as JSON.</summary>
    internal static JsonArray ToJson(Settings settings) => Json.Array(settings.All.Select(setting => new JsonObject
    {
        ["name"] = setting.Name,
        ["symbol"] = setting.Symbol,
        ["meaning"] = setting.Meaning,
        ["type"] = setting.Type,
        ["allowed"] = Json.Array(setting.Allowed.Select(value => (JsonNode)value)),
        ["range"] = setting.Range,
        ["default"] = setting.Default,
        ["source"] = setting.Source,
    }));

    private static void WriteTable(Terminal terminal, Algorithm algorithm, Preset[] presets)
    {
        var console = terminal.OutputConsole;
        var actions = ListCommand.NameOf(algorithm.Actions);
        console.MarkupLineInterpolated($"[bold]{algorithm.Id}[/]: {algorithm.Summary}");
        console.MarkupLineInterpolated($"[grey]Source: {algorithm.Source}. Actions: {actions}.[/]");
        var tuned = string.Join(", ", presets.Select(preset => preset.Environment).Distinct());
        if (presets.Length > 0) console.MarkupLineInterpolated($"[grey]Presets: {tuned}.[/]");
        if (StandardSpace.For(algorithm.Id) is { } space)
            console.MarkupLineInterpolated($"[grey]'pathwise tune' varies: {string.Join(" ", space.Vary)}.[/]");
        console.WriteLine();
        WriteTable(terminal, algorithm.Settings);
        WriteExample(terminal, $"pathwise train {algorithm.Id} CartPole-v1", algorithm.Settings);
    }

    /// <summary>Options as a table.</summary>
    internal static void WriteTable(Terminal terminal, Settings settings)
    {
        var table = TableOf("option", "symbol", "default", "allowed", "meaning, and the default's source");
        foreach (var setting in settings.All)
            table.AddRow(
                new Text(setting.Name),
                new Text(setting.Symbol ?? ""),
                new Text(setting.Default),
                new Text(setting.Allowed.Count > 0 ? string.Join(", ", setting.Allowed) : setting.Range),
                new Markup(Markup.Escape(setting.Meaning)
                    + (setting.Source is { } source ? $" [grey]({Markup.Escape(source)})[/]" : "")));
        terminal.Write(table);
        terminal.OutputConsole.WriteLine();
    }

    private static void WriteTable(Terminal terminal, EnvironmentEntry environment)
    {
        var (spec, console) = (environment.Spec, terminal.OutputConsole);
        console.MarkupLineInterpolated($"[bold]{spec.Id}[/]: {spec.Summary}");
        console.WriteLine();
        var facts = new Grid().AddColumn(new GridColumn().Width(13).NoWrap()).AddColumn();
        void Fact(string name, string fact) => facts.AddRow(new Markup($"[grey]{name}[/]"), new Text(fact));
        Fact("observations", InFull(environment.ObservationSpace));
        Fact("actions", InFull(environment.ActionSpace));
        Fact("time limit", spec.MaxEpisodeSteps is { } limit ? $"{Wording.Count(limit)} steps" : "none");
        Fact("solved", spec.RewardThreshold is { } threshold
            ? $"at a mean return of {Wording.Number(threshold)}"
            : "nobody says at what return");
        terminal.Write(facts);
        if (environment.Arguments.Count == 0) return;

        console.WriteLine();
        var table = TableOf("argument", "default", "allowed", "meaning");
        foreach (var argument in environment.Arguments)
            table.AddRow(
                new Text(argument.Name),
                new Text(argument.Value.ToString()),
                new Text(argument.Allowed),
                new Text(argument.Meaning));
        terminal.Write(table);
        console.WriteLine();
        var example = $"{environment.Arguments[0].Name}={environment.Arguments[0].Value}";
        console.MarkupLineInterpolated(
            $"[grey]Set one with --env, as in:[/] pathwise train <algorithm> {spec.Id} --env {example}");
    }

    private static Table TableOf(params string[] columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns) table.AddColumn(new TableColumn($"[grey]{column}[/]").NoWrap());
        table.Columns[^1].NoWrap = false;
        return table;
    }

    /// <summary>A space with its bounds; those of many components that all have the same ones once.</summary>
    private static string InFull(Space space)
    {
        if (space is not Box box) return ListCommand.Describe(space);
        var bounds = box.Low.Zip(box.High, (low, high) => $"[{Bound(low)}, {Bound(high)}]").ToArray();
        return ListCommand.Describe(space) + " in " + (bounds.Length > 8 && bounds.Distinct().Count() == 1
            ? $"{bounds[0]} each"
            : string.Join(" × ", bounds));
    }

    private static string Bound(float value) => float.IsNegativeInfinity(value) ? "−∞"
        : float.IsPositiveInfinity(value) ? "∞"
        : value.ToString("G5", CultureInfo.InvariantCulture).Replace('-', '−');

    private static void WriteExample(Terminal terminal, string command, Settings settings)
    {
        var set = settings.All.Select(setting => $"{setting.Name}={setting.Default}").FirstOrDefault("name=value");
        terminal.OutputConsole.MarkupLineInterpolated($"[grey]Set one with --set, as in:[/] {command} --set {set}");
    }
}
