using System.Text.Json.Nodes;
using Pathwise.Experiments;
using Pathwise.Experiments.Replication;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Runs;

/// <summary>How runs ended, as JSON.</summary>
internal static class RunJson
{
    /// <summary>One run as one JSON object.</summary>
    public static JsonObject Of(Replicate replicate)
    {
        var (run, training) = (replicate.Run, replicate.Training);
        return new()
        {
            ["run"] = run.Folder,
            ["algorithm"] = run.Manifest.Algorithm,
            ["environment"] = run.Manifest.Environment,
            ["environmentArguments"] = Json.Arguments(run.Manifest.EnvironmentArguments),
            ["preset"] = run.Manifest.Preset,
            ["seed"] = run.Manifest.Seed,
            ["steps"] = training.Steps,
            ["episodes"] = training.Episodes,
            ["seconds"] = Json.Number(training.Elapsed.TotalSeconds),
            ["stepsPerSecond"] = Json.Number(training.StepsPerSecond),
            ["status"] = NameOf(training.Status),
            ["divergedIn"] = training.DivergedIn,
            ["targetReached"] = training.TargetReached,
            ["stopReason"] = training.StopReason,
            ["meanReturn"] = Json.Number(training.MeanReturn),
            ["evaluation"] = Of(replicate.Greedy),
            ["sampledEvaluation"] = Of(replicate.Sampled),
            ["best"] = BestOf(run),
            ["threshold"] = Json.Number(run.Environment.Spec.RewardThreshold),
            ["solved"] = replicate.IsSolved,
        };
    }

    /// <summary>An evaluation, without its single episodes.</summary>
    public static JsonObject? Of(EvaluationResult? evaluation) => evaluation is null ? null : new()
    {
        ["episodes"] = evaluation.Episodes,
        ["mean"] = Json.Number(evaluation.Mean),
        ["std"] = Json.Number(evaluation.Std),
        ["min"] = Json.Number(evaluation.Min),
        ["max"] = Json.Number(evaluation.Max),
        ["meanLength"] = Json.Number(evaluation.MeanLength),
        ["unfinished"] = evaluation.Unfinished,
    };

    /// <summary>The best evaluation while a run learned; null if there was none.</summary>
    private static JsonObject? BestOf(Run run)
    {
        if (run.Best is not { } best) return null;
        var json = Of(best.Result)!;
        json.Insert(0, "step", best.Steps);
        return json;
    }

    private static JsonArray? Of(BootstrapInterval? interval) => interval is { } ends
        ? Json.Array([Json.Number(ends.Low), Json.Number(ends.High)])
        : null;

    /// <summary>What several seeds say together.</summary>
    public static JsonObject? Of(SeedStatistics? statistics) => statistics is null ? null : new()
    {
        ["seeds"] = statistics.Count,
        ["mean"] = Json.Number(statistics.Mean),
        ["standardError"] = Json.Number(statistics.StandardError),
        ["meanInterval"] = Of(statistics.MeanInterval),
        ["interquartileMean"] = Json.Number(statistics.InterquartileMean),
        ["interquartileMeanInterval"] = Of(statistics.InterquartileInterval),
        ["min"] = Json.Number(statistics.Min),
        ["max"] = Json.Number(statistics.Max),
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
