using System.Text.Json.Nodes;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Runs;

/// <summary>How a run ended, and what its policy earns.</summary>
/// <param name="Run">Which.</param>
/// <param name="Training">How its training ended.</param>
/// <param name="Greedy">What the policy earns with its most likely actions, or null if it was not evaluated.</param>
/// <param name="Sampled">What it earns with sampled actions, or null.</param>
internal sealed record RunOutcome(Run Run, TrainingResult Training, EvaluationResult? Greedy, EvaluationResult? Sampled)
{
    /// <summary>Whether the greedy policy's mean return is at least the environment's threshold.</summary>
    public bool IsSolved => Greedy is { IsSolved: true };

    /// <summary>The outcome as one JSON object.</summary>
    public JsonObject ToJson() => new()
    {
        ["run"] = Run.Folder,
        ["algorithm"] = Run.Manifest.Algorithm,
        ["environment"] = Run.Manifest.Environment,
        ["preset"] = Run.Manifest.Preset,
        ["seed"] = Run.Manifest.Seed,
        ["steps"] = Training.Steps,
        ["episodes"] = Training.Episodes,
        ["seconds"] = Json.Number(Training.Elapsed.TotalSeconds),
        ["stepsPerSecond"] = Json.Number(Training.StepsPerSecond),
        ["status"] = NameOf(Training.Status),
        ["divergedIn"] = Training.DivergedIn,
        ["targetReached"] = Training.TargetReached,
        ["meanReturn"] = Json.Number(Training.MeanReturn),
        ["evaluation"] = ToJson(Greedy),
        ["sampledEvaluation"] = ToJson(Sampled),
        ["threshold"] = Json.Number(Run.Environment.Spec.RewardThreshold),
        ["solved"] = IsSolved,
    };

    /// <summary>An evaluation as JSON, without its single episodes.</summary>
    public static JsonObject? ToJson(EvaluationResult? evaluation) => evaluation is null ? null : new()
    {
        ["episodes"] = evaluation.Episodes,
        ["mean"] = Json.Number(evaluation.Mean),
        ["std"] = Json.Number(evaluation.Std),
        ["min"] = Json.Number(evaluation.Min),
        ["max"] = Json.Number(evaluation.Max),
        ["meanLength"] = Json.Number(evaluation.MeanLength),
        ["unfinished"] = evaluation.Unfinished,
    };

    /// <summary>A status as JSON has it.</summary>
    public static string NameOf(RunStatus status) => status switch
    {
        RunStatus.Completed => "completed",
        RunStatus.Interrupted => "interrupted",
        RunStatus.Diverged => "diverged",
        RunStatus.Failed => "failed",
        _ => "running",
    };
}
