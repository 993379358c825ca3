using System.CommandLine;
using System.Text.Json.Nodes;
using Pathwise.Cli.Display;
using Pathwise.Cli.Runs;
using Pathwise.Experiments;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise evaluate</c>: plays episodes with what a run has learned.</summary>
internal static class EvaluateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run" };
        var episodes = NumberOption.Whole("--episodes", "Episodes to play [default: 100]", 1, 10_000_000);
        var sampled = new Option<bool>("--sampled")
        {
            Description = "Draw actions from the policy, instead of taking the most likely",
        };
        var seed = NumberOption.Seed(
            "Other episodes than the run's own; the result is then not kept in its folder [default: the run's]");
        var command = new Command("evaluate", "Evaluate what a run has learned, in an environment of its own.")
        {
            run, episodes, sampled, seed,
        };
        command.SetAction(parsed => Evaluate(
            context.For(parsed),
            parsed.GetRequiredValue(run),
            new() { Episodes = (int)(parsed.GetValue(episodes) ?? 100), IsGreedy = !parsed.GetValue(sampled) },
            parsed.GetValue(seed)));
        return command;
    }

    private static int Evaluate(CommandContext context, string folder, EvaluationPlan plan, ulong? seed)
    {
        var run = RunPlace.OpenOne(folder, context.Catalogue);
        var result = seed is { } other
            ? Evaluation.Of(run.LoadLearner(), run.Environment, new(other), plan, context.Cancellation)
            : run.Evaluate(plan, context.Cancellation);

        if (context.IsJson)
            context.Terminal.WriteJson(new JsonObject
            {
                ["run"] = run.Folder,
                ["algorithm"] = run.Algorithm.Id,
                ["environment"] = run.Environment.Spec.Id,
                ["environmentArguments"] = Json.Arguments(run.Manifest.EnvironmentArguments),
                ["seed"] = seed ?? run.Manifest.Seed,
                ["greedy"] = result.IsGreedy,
                ["evaluation"] = RunJson.Of(result),
                ["threshold"] = Json.Number(result.Threshold),
                ["solved"] = result.IsSolved,
            });
        else
            context.Terminal.Output.WriteLine(
                $"{run.Algorithm.Id} on {run.Environment.Spec.Id}, {(result.IsGreedy ? "greedy" : "sampled")}: "
                + $"{Wording.Return(result.Mean)} ± {Wording.Return(result.Std)} over {Wording.Count(result.Episodes)} "
                + "episodes, "
                + $"from {Wording.Return(result.Min)} to {Wording.Return(result.Max)}{Verdict(result)}");
        return ExitCode.Done;
    }

    private static string Verdict(EvaluationResult result) =>
        (result.Threshold is { } threshold
            ? $"; {(result.IsSolved ? "solved" : "not solved")} (threshold {threshold})"
            : "")
        + (result.Unfinished > 0 ? $"; {result.Unfinished} episodes never ended" : "");
}
