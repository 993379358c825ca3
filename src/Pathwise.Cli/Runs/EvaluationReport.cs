using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.Cli.Commands;
using Pathwise.Cli.Display;
using Pathwise.Experiments;
using Pathwise.Experiments.Replication;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Runs;

/// <summary>Tells what the policy of a run earns, or those of several seeds.</summary>
/// <param name="folder">Where the run, or the folder of all seeds, lies.</param>
/// <param name="runs">The runs; one algorithm in one environment.</param>
/// <param name="results">What each earned.</param>
/// <param name="seed">The seed of the episodes; null: each run's own.</param>
/// <param name="policy">Which of its policies.</param>
internal sealed class EvaluationReport(
    string folder, IReadOnlyList<Run> runs, IReadOnlyList<EvaluationResult> results, ulong? seed,
    PolicyChoice.Chosen policy)
{
    private readonly EvaluationResult _all = EvaluationResult.Pooled(results);

    private Run First => runs[0];

    private SeedStatistics OverSeeds => ReplicatesResult.Over(results, First.Seeds);

    /// <summary>As one object; of several seeds, with an object for each.</summary>
    public JsonObject ToJson()
    {
        var all = ToJson(First, _all);
        if (runs.Count == 1) return all;

        all["run"] = folder;
        all["seeds"] = Json.Array(runs.Select(run => (JsonNode)run.Manifest.Seed));
        all["evaluationOverSeeds"] = RunJson.Of(OverSeeds);
        all["solved"] = results.All(result => result.IsSolved);
        all["solvedRuns"] = results.Count(result => result.IsSolved);
        all["runs"] = Json.Array(runs.Zip(results, ToJson));
        return all;
    }

    /// <summary>A line; of several seeds, a line for each and two for all.</summary>
    public void Write(Terminal terminal)
    {
        var output = terminal.Output;
        var name = $"{First.Algorithm.Id} on {First.Environment.Spec.Id}{policy.Name}, "
            + (_all.IsGreedy ? "greedy" : "sampled");
        if (runs.Count == 1)
        {
            output.WriteLine($"{name}: {Earned(_all)}{Verdict(_all)}");
            return;
        }

        foreach (var (run, result) in runs.Zip(results))
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"seed {run.Manifest.Seed}: {Earned(result)}{Verdict(result)}"));
        var solved = _all.Threshold is null
            ? ""
            : $"; {results.Count(result => result.IsSolved)} of {runs.Count} solved";
        output.WriteLine($"{name}, {runs.Count} seeds: {SeedWording.Mean(OverSeeds)}{solved}");
        output.WriteLine(SeedWording.InterquartileMean(OverSeeds));
    }

    private JsonObject ToJson(Run run, EvaluationResult result) => new()
    {
        ["run"] = run.Folder,
        ["algorithm"] = run.Algorithm.Id,
        ["environment"] = run.Environment.Spec.Id,
        ["environmentArguments"] = Json.Arguments(run.Manifest.EnvironmentArguments),
        ["seed"] = seed ?? run.Manifest.Seed,
        ["policy"] = policy.Key,
        ["greedy"] = result.IsGreedy,
        ["evaluation"] = RunJson.Of(result),
        ["threshold"] = Json.Number(result.Threshold),
        ["solved"] = result.IsSolved,
    };

    private static string Earned(EvaluationResult result) =>
        $"{Wording.Return(result.Mean)} ± {Wording.Return(result.Std)} over {Wording.Count(result.Episodes)} episodes, "
        + $"from {Wording.Return(result.Min)} to {Wording.Return(result.Max)}";

    private static string Verdict(EvaluationResult result) =>
        (result.Threshold is { } threshold
            ? $"; {(result.IsSolved ? "solved" : "not solved")} (threshold {threshold})"
            : "")
        + (result.Unfinished > 0 ? $"; {result.Unfinished} episodes never ended" : "");
}
