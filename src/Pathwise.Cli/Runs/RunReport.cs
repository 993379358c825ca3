using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.Cli.Display;
using Pathwise.Experiments;
using Pathwise.Experiments.Replication;
using Spectre.Console;

namespace Pathwise.Cli.Runs;

/// <summary>Tells what became of one run, or of several seeds: what was learned, where it lies,
/// what to do next.</summary>
/// <param name="context">Where to tell it.</param>
/// <param name="folder">Where the run, or the folder of all seeds, lies.</param>
/// <param name="result">How each run ended; one algorithm in one environment.</param>
/// <param name="picture">Where the learning curve lies.</param>
internal sealed class RunReport(CommandContext context, string folder, ReplicatesResult result, string picture)
{
    private readonly IReadOnlyList<Replicate> _runs = result.Runs;

    private Replicate First => _runs[0];

    private bool IsInterrupted => _runs.Any(run => run.IsInterrupted);

    private TimeSpan MedianTime =>
        TimeSpan.FromSeconds(Median([.. _runs.Select(run => run.Training.Elapsed.TotalSeconds)]));

    /// <summary>Tells it.</summary>
    /// <returns>The exit code.</returns>
    public int Write()
    {
        if (context.IsJson) context.Terminal.WriteJson(ToJson());
        else WriteTable();

        var diverged = _runs.Where(run => run.Training.Status == RunStatus.Diverged).ToArray();
        foreach (var run in diverged)
            context.Terminal.Error.WriteLine(
                $"Diverged at step {Wording.Count(run.Training.Steps)} (seed {run.Run.Manifest.Seed}), "
                + $"in {run.Training.DivergedIn}; the last good weights are kept. A smaller step size often helps.");
        if (IsInterrupted)
            context.Terminal.Error.WriteLine(
                $"Interrupted; a checkpoint is left. To go on: pathwise resume {Wording.Path(folder)}");
        return IsInterrupted ? ExitCode.Interrupted : diverged.Length > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private JsonObject ToJson()
    {
        var all = RunJson.Of(First);
        all["picture"] = picture;
        if (_runs.Count == 1) return all;

        var seconds = _runs.Sum(run => run.Training.Elapsed.TotalSeconds);
        var steps = _runs.Sum(run => run.Training.Steps);
        all["run"] = folder;
        all["seeds"] = Json.Array(_runs.Select(run => (JsonNode)run.Run.Manifest.Seed));
        all["steps"] = steps;
        all["episodes"] = _runs.Sum(run => run.Training.Episodes);
        all["seconds"] = Json.Number(seconds);
        all["medianSeconds"] = Json.Number(MedianTime.TotalSeconds);
        all["stepsPerSecond"] = Json.Number(steps / seconds);
        all["status"] = RunJson.NameOf(Worst());
        all["divergedIn"] = _runs.Select(run => run.Training.DivergedIn).FirstOrDefault(what => what is not null);
        all["stopReason"] = _runs.Select(run => run.Training.StopReason).FirstOrDefault(why => why is not null);
        all["targetReached"] = _runs.All(run => run.Training.TargetReached);
        all["meanReturn"] = Json.Number(_runs.Average(run => run.Training.MeanReturn));
        all["best"] = null;             // each run has its own
        all["evaluation"] = RunJson.Of(Pooled(run => run.Greedy));
        all["sampledEvaluation"] = RunJson.Of(Pooled(run => run.Sampled));
        all["evaluationOverSeeds"] = RunJson.Of(result.Greedy);
        all["sampledEvaluationOverSeeds"] = RunJson.Of(result.Sampled);
        all["solved"] = _runs.All(run => run.IsSolved);
        all["solvedRuns"] = _runs.Count(run => run.IsSolved);
        all["runs"] = Json.Array(_runs.Select(RunJson.Of));
        return all;
    }

    private void WriteTable()
    {
        context.Terminal.Error.WriteLine();
        if (_runs.Count > 1) context.Terminal.Write(SeedTable());
        var grid = new Grid().AddColumn(new GridColumn().Width(11).NoWrap()).AddColumn();
        void Row(string name, string markup) => grid.AddRow(new Markup($"[grey]{name}[/]"), new Markup(markup));

        Row("trained", Trained());
        if (_runs.Count == 1)
        {
            if (First.Greedy is { } greedy) Row("evaluated", $"greedy  {Evaluated(greedy)}{Verdict(greedy)}");
            if (First.Sampled is { } sampled) Row("", $"sampled {Evaluated(sampled)}");
        }
        else
        {
            if (result.Greedy is { } greedy)
            {
                Row("evaluated", $"greedy  {SeedWording.Mean(greedy)}");
                Row("", $"        {SeedWording.InterquartileMean(greedy)}{SolvedRuns()}");
            }

            if (result.Sampled is { } sampled)
            {
                Row("", $"sampled {SeedWording.Mean(sampled)}");
                Row("", $"        {SeedWording.InterquartileMean(sampled)}");
            }
        }

        if (_runs.Count == 1 && First.Run.Best is { } best)
            Row("best", $"greedy  {Evaluated(best.Result)} at step {Wording.Count(best.Steps)}, while it learned");
        Row("run", Markup.Escape(Wording.Path(folder)));
        if (_runs.Count == 1) Row("checkpoint", Markup.Escape(Wording.Path(Path.Combine(folder, "checkpoints"))));
        Row("picture", Markup.Escape(Wording.Path(picture)));
        if (!IsInterrupted)
        {
            var next = Markup.Escape(Wording.Path(_runs.Count == 1 ? folder : First.Run.Folder));
            Row("next", $"[deepskyblue3]pathwise play {next}[/]      watch it");
            var again = Markup.Escape(Wording.Path(folder));
            Row("", $"[deepskyblue3]pathwise evaluate {again}[/]  evaluate {(_runs.Count == 1 ? "it" : "all")} again");
            if (First.Run.HasBest)
                Row("", $"[deepskyblue3]pathwise evaluate {again} --best[/]  evaluate the best that was met");
        }

        context.Terminal.Write(grid);
    }

    private Table SeedTable()
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var name in (string[])["seed", "steps", "seconds", "greedy", "sampled", ""])
            table.AddColumn(new TableColumn($"[grey]{name}[/]").RightAligned().NoWrap());
        foreach (var run in _runs)
            table.AddRow(
                run.Run.Manifest.Seed.ToString(CultureInfo.InvariantCulture),
                Wording.Count(run.Training.Steps),
                Wording.Time(run.Training.Elapsed),
                MeanAndStd(run.Greedy),
                MeanAndStd(run.Sampled),
                run.Greedy is not { Threshold: not null } ? RunJson.NameOf(run.Training.Status)
                    : run.IsSolved ? "[green]solved[/]"
                    : "[orange3]not solved[/]");
        return table;
    }

    private string Trained()
    {
        var (run, steps) = (First.Run, _runs.Sum(run => run.Training.Steps));
        var seeds = _runs.Count == 1 ? $"seed {run.Manifest.Seed}" : $"{_runs.Count} seeds from {run.Manifest.Seed}";
        var time = _runs.Count == 1
            ? $"{Wording.Time(MedianTime)}, {Wording.Speed(First.Training.StepsPerSecond)}"
            : $"median {Wording.Time(MedianTime)} a run";
        return $"{run.Algorithm.Id} on {run.Environment.Spec.Id}, {seeds}: {Wording.Count(steps)} steps, {time}"
            + (_runs.Count == 1 && First.Training.StopReason is { } reason ? $", stopped: {Markup.Escape(reason)}"
                : _runs.All(run => run.Training.TargetReached) ? ", stopped at its target"
                : "");
    }

    private static string MeanAndStd(EvaluationResult? evaluation) => evaluation is null
        ? "–"
        : $"{Wording.Return(evaluation.Mean)} ± {Wording.Return(evaluation.Std)}";

    private static string Evaluated(EvaluationResult evaluation) =>
        $"[bold]{Wording.Return(evaluation.Mean)}[/] ± {Wording.Return(evaluation.Std)} over "
        + $"{evaluation.Episodes} episodes";

    private static string Verdict(EvaluationResult evaluation) => evaluation.Threshold is not { } threshold ? ""
        : evaluation.IsSolved ? $", [green]solved[/] (threshold {threshold})"
        : $", [orange3]not solved[/] (threshold {threshold})";

    private string SolvedRuns()
    {
        if (First.Run.Environment.Spec.RewardThreshold is not { } threshold) return "";
        var solved = _runs.Count(run => run.IsSolved);
        var colour = solved == _runs.Count ? "green" : "orange3";
        return $"; [{colour}]{solved} of {_runs.Count} solved[/] (threshold {threshold})";
    }

    private RunStatus Worst() =>
        IsInterrupted ? RunStatus.Interrupted
        : _runs.Any(run => run.Training.Status == RunStatus.Diverged) ? RunStatus.Diverged
        : RunStatus.Completed;

    /// <summary>The evaluations of all seeds as one; null unless all were evaluated.</summary>
    private EvaluationResult? Pooled(Func<Replicate, EvaluationResult?> which)
    {
        var all = _runs.Select(which).OfType<EvaluationResult>().ToArray();
        return all.Length < _runs.Count ? null : EvaluationResult.Pooled(all);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
