using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.Cli.Display;
using Pathwise.Cli.Mdp;
using Pathwise.DecisionProcesses;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise mdp solve</c>: optimal values and actions of a finite process.</summary>
internal static class MdpSolveCommand
{
    private const double DefaultTolerance = 1e-13;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var process = new Argument<string>("process")
        {
            Description = "An environment with a finite table, such as FrozenLake-v1, or a JSON file of a process",
        };
        var gamma = Real("--gamma", "γ, the discount per step, from 0 to 1 [default: the process's own]", "γ");
        var map = new Option<string?>("--map")
        {
            Description = "The environment's map: 4x4, 8x8, or rows with slashes between; short for --env map=…",
            HelpName = "map",
        };
        var slippery = new Option<string?>("--slippery")
        {
            Description = "Whether steps may slip, true or false; short for --env slippery=…", HelpName = "true|false",
        };
        var arguments = new Option<string[]>("--env")
        {
            Description = "Set an argument of the environment; may be repeated; see 'pathwise describe <environment>'",
            HelpName = "name=value",
        };
        var horizon = NumberOption.Whole(
            "--horizon", "Solve for this many steps, after which nothing counts; actions depend on the time left", 1,
            10_000_000);
        var method = new Option<string?>("--method")
        {
            Description = $"{string.Join(", ", ProcessSolver.Methods)} [default: {ProcessSolver.Methods[0]}]",
            HelpName = "method",
        };
        var tolerance = Real(
            "--tolerance", $"Stop when no sweep changes a value by more than this [default: {DefaultTolerance:0E0}]",
            "size");
        var threads = NumberOption.Whole(
            "--threads", "Threads; they change no bit of the result [default: one for each core]", 1, 1024);
        var picture = new Option<string?>("--out")
        {
            Description = "The picture's file, .png or .svg [default: figures/<process>.png]", HelpName = "file",
        };
        var command = new Command(
            "solve", "Find the optimal values and all optimal actions of a finite process, print and draw them.")
        {
            process, gamma, map, slippery, arguments, horizon, method, tolerance, threads, picture,
        };
        command.SetAction(parsed => Solve(context.For(parsed), new Request(
            parsed.GetRequiredValue(process),
            parsed.GetValue(gamma),
            [
                .. Shorthand("map", parsed.GetValue(map)),
                .. Shorthand("slippery", parsed.GetValue(slippery)),
                .. parsed.GetValue(arguments) ?? [],
            ],
            (int?)parsed.GetValue(horizon),
            MethodOf(parsed.GetValue(method)),
            parsed.GetValue(tolerance) ?? DefaultTolerance,
            (int)(parsed.GetValue(threads) ?? Environment.ProcessorCount),
            parsed.GetValue(picture))));
        return command;
    }

    private static int Solve(CommandContext context, Request request)
    {
        if (request.Gamma is { } discount and not (>= 0 and <= 1))
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"The discount γ is {discount:R}; it must be from 0 to 1."));
        if (!(request.Tolerance > 0))
            throw new BadInputException("The tolerance must be above 0.");
        var target = ProcessTarget.Find(context.Catalogue, request.Process, request.Arguments);
        var process = request.Gamma is { } gamma ? target.Process.WithGamma(gamma) : target.Process;
        var path = Path.GetFullPath(request.Picture ?? Path.Combine("figures", target.FileName + ".png"));
        if (Path.GetExtension(path).ToUpperInvariant() is not (".PNG" or ".SVG"))
            throw new BadInputException($"A picture is saved as .png or .svg, not as '{request.Picture}'.");

        var begun = context.Time.GetTimestamp();
        var solution = FractionDisplay.Show(context, progress => request.Horizon is { } horizon
            ? ProcessSolver.SolveHorizon(process, horizon, request.Threads, context.Cancellation)
            : ProcessSolver.Solve(
                process, request.Method, request.Tolerance, request.Threads, progress, context.Cancellation));
        var seconds = context.Time.GetElapsedTime(begun).TotalSeconds;

        var title = $"{target.Name}, {Setting(process, request.Horizon)}";
        var drawn = target.Draw(title, process, solution);
        drawn?.Save(path);
        var picture = drawn is null ? null : path;
        if (context.IsJson)
            context.Terminal.WriteJson(ToJson(target, process, request, solution, picture, seconds));
        else ProcessDisplay.Write(context.Terminal, title, target, process, solution, picture, seconds);
        return ExitCode.Done;
    }

    private static string Setting(FiniteMdp process, int? horizon)
    {
        var gamma = $"γ = {Wording.Number(process.Gamma)}";
        return horizon is { } steps ? $"{gamma}, {Wording.Count(steps)} steps" : gamma;
    }

    private static string MethodOf(string? name) => name is null ? ProcessSolver.Methods[0]
        : ProcessSolver.Methods.Contains(name) ? name
        : throw BadInputException.Unknown("method", name, [.. ProcessSolver.Methods]);

    private static string[] Shorthand(string argument, string? value) =>
        value is null ? [] : [$"{argument}={value}"];

    private static JsonObject ToJson(
        ProcessTarget target, FiniteMdp process, Request request, ProcessSolution solution, string? picture,
        double seconds) => new()
        {
            ["process"] = target.Name,
            ["states"] = process.States,
            ["gamma"] = Json.Number(process.Gamma),
            ["horizon"] = request.Horizon,
            ["method"] = solution.Method,
            ["value"] = Json.Array(solution.Values.Select(value => Json.Number(value))),
            ["optimalActions"] = Json.Array(solution.OptimalActions.Select(
                actions => (JsonNode)Json.Array(actions.Select(label => (JsonNode)label)))),
            ["startValue"] = Json.Number(solution.StartValue(process)),
            ["startValues"] = request.Horizon is null || solution.StartValues.Length == 0 ? null
                : Json.Array(solution.StartValues.Select(value => Json.Number(value))),
            ["sweeps"] = solution.Sweeps,
            ["residual"] = Json.Number(solution.Residual),
            ["picture"] = picture,
            ["seconds"] = Json.Number(seconds),
        };

    private static Option<double?> Real(string name, string description, string placeholder) => new(name)
    {
        Description = description,
        HelpName = placeholder,
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return value;
            result.AddError($"The value of {name} cannot be '{text}'; it must be a number.");
            return null;
        },
    };

    private sealed record Request(
        string Process, double? Gamma, string[] Arguments, int? Horizon, string Method, double Tolerance, int Threads,
        string? Picture);
}
