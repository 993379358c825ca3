using System.Text.Json.Nodes;
using Pathwise.Cli.Display;
using Pathwise.Experiments;
using Spectre.Console;

namespace Pathwise.Cli.Runs;

/// <summary>Tells what became of one run, or of several seeds: what was learned, where it lies, and what to do next.</summary>
/// <param name="context">Where to tell it.</param>
/// <param name="folder">Where the run, or the folder of all seeds, lies.</param>
/// <param name="outcomes">How each run ended; one algorithm in one environment.</param>
/// <param name="picture">Where the learning curve lies.</param>
internal sealed class RunReport(CommandContext context, string folder, IReadOnlyList<RunOutcome> outcomes, string picture)
{
    private RunOutcome First => outcomes[0];

    private bool IsInterrupted => outcomes.Any(outcome => outcome.Training.Status == RunStatus.Interrupted || IsUnevaluated(outcome));

    /// <summary>Tells it.</summary>
    /// <returns>The exit code.</returns>
    public int Write()
    {
        if (context.IsJson) context.Terminal.WriteJson(ToJson());
        else WriteTable();

        if (IsInterrupted)
            context.Terminal.Error.WriteLine($"Interrupted; a checkpoint is left. To go on: pathwise resume {Wording.Path(folder)}");
        foreach (var outcome in outcomes.Where(outcome => outcome.Training.Status == RunStatus.Diverged))
            context.Terminal.Error.WriteLine(
                $"Diverged at step {Wording.Count(outcome.Training.Steps)} (seed {outcome.Run.Manifest.Seed}), in {outcome.Training.DivergedIn}; "
                + "the last good weights are kept. A smaller step size often helps.");

        return IsInterrupted ? ExitCode.Interrupted
            : outcomes.Any(outcome => outcome.Training.Status == RunStatus.Diverged) ? ExitCode.Failed
            : ExitCode.Done;
    }

    private JsonObject ToJson()
    {
        if (outcomes.Count == 1)
        {
            var one = First.ToJson();
            one["picture"] = picture;
            return one;
        }

        var seconds = outcomes.Sum(outcome => outcome.Training.Elapsed.TotalSeconds);
        var steps = outcomes.Sum(outcome => outcome.Training.Steps);
        var all = First.ToJson();
        all["run"] = folder;
        all["seeds"] = Json.Array(outcomes.Select(outcome => (JsonNode)outcome.Run.Manifest.Seed));
        all["steps"] = steps;
        all["episodes"] = outcomes.Sum(outcome => outcome.Training.Episodes);
        all["seconds"] = Json.Number(seconds);
        all["medianSeconds"] = Json.Number(Median([.. outcomes.Select(outcome => outcome.Training.Elapsed.TotalSeconds)]));
        all["stepsPerSecond"] = Json.Number(steps / seconds);
        all["status"] = RunOutcome.NameOf(Worst());
        all["divergedIn"] = outcomes.Select(outcome => outcome.Training.DivergedIn).FirstOrDefault(what => what is not null);
        all["targetReached"] = outcomes.All(outcome => outcome.Training.TargetReached);
        all["meanReturn"] = Json.Number(outcomes.Average(outcome => outcome.Training.MeanReturn));
        all["evaluation"] = RunOutcome.ToJson(Pooled(outcome => outcome.Greedy));
        all["sampledEvaluation"] = RunOutcome.ToJson(Pooled(outcome => outcome.Sampled));
        all["solved"] = outcomes.All(outcome => outcome.IsSolved);
        all["solvedRuns"] = outcomes.Count(outcome => outcome.IsSolved);
        all["picture"] = picture;
        all["runs"] = Json.Array(outcomes.Select(outcome => outcome.ToJson()));
        return all;
    }

    private void WriteTable()
    {
        context.Terminal.Error.WriteLine();
        if (outcomes.Count > 1) context.Terminal.Write(SeedTable());
        var grid = new Grid().AddColumn(new GridColumn().Width(11).NoWrap()).AddColumn();
        void Row(string name, string markup) => grid.AddRow(new Markup($"[grey]{name}[/]"), new Markup(markup));

        var steps = outcomes.Sum(outcome => outcome.Training.Steps);
        var median = TimeSpan.FromSeconds(Median([.. outcomes.Select(outcome => outcome.Training.Elapsed.TotalSeconds)]));
        Row("trained", $"{First.Run.Algorithm.Id} on {First.Run.Environment.Spec.Id}, {Seeds()}: {Wording.Count(steps)} steps, "
            + (outcomes.Count == 1 ? $"{Wording.Time(median)}, {Wording.Speed(First.Training.StepsPerSecond)}" : $"median {Wording.Time(median)} a run")
            + (outcomes.All(outcome => outcome.Training.TargetReached) ? ", stopped at its target" : ""));
        if (outcomes.Count == 1)
        {
            if (First.Greedy is { } greedy) Row("evaluated", $"greedy  {Evaluated(greedy)}{Verdict(greedy)}");
            if (First.Sampled is { } sampled) Row("", $"sampled {Evaluated(sampled)}");
        }
        else if (First.Run.Environment.Spec.RewardThreshold is { } threshold)
        {
            var solved = outcomes.Count(outcome => outcome.IsSolved);
            Row("evaluated", $"[{(solved == outcomes.Count ? "green" : "orange3")}]{solved} of {outcomes.Count} solved[/] (mean of 100 greedy episodes ≥ {threshold})");
        }

        Row("run", Markup.Escape(Wording.Path(folder)));
        if (outcomes.Count == 1) Row("checkpoint", Markup.Escape(Wording.Path(Path.Combine(folder, "checkpoints"))));
        Row("picture", Markup.Escape(Wording.Path(picture)));
        if (!IsInterrupted)
        {
            var next = Wording.Path(outcomes.Count == 1 ? folder : First.Run.Folder);
            Row("next", $"[deepskyblue3]pathwise play {Markup.Escape(next)}[/]      watch it");
            Row("", $"[deepskyblue3]pathwise evaluate {Markup.Escape(next)}[/]  evaluate it again");
        }

        context.Terminal.Write(grid);
    }

    private Table SeedTable()
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var name in (string[])["seed", "steps", "seconds", "greedy", "sampled", ""])
            table.AddColumn(new TableColumn($"[grey]{name}[/]").RightAligned().NoWrap());
        foreach (var outcome in outcomes)
            table.AddRow(
                outcome.Run.Manifest.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Wording.Count(outcome.Training.Steps),
                Wording.Time(outcome.Training.Elapsed),
                outcome.Greedy is { } greedy ? $"{Wording.Return(greedy.Mean)} ± {Wording.Return(greedy.Std)}" : "–",
                outcome.Sampled is { } sampled ? $"{Wording.Return(sampled.Mean)} ± {Wording.Return(sampled.Std)}" : "–",
                outcome.Greedy is { Threshold: not null } ? outcome.IsSolved ? "[green]solved[/]" : "[orange3]not solved[/]"
                    : RunOutcome.NameOf(outcome.Training.Status));
        return table;
    }

    private string Seeds() => outcomes.Count == 1
        ? $"seed {First.Run.Manifest.Seed}"
        : $"{outcomes.Count} seeds from {First.Run.Manifest.Seed}";

    private static string Evaluated(EvaluationResult evaluation) =>
        $"[bold]{Wording.Return(evaluation.Mean)}[/] ± {Wording.Return(evaluation.Std)} over {evaluation.Episodes} episodes";

    private static string Verdict(EvaluationResult evaluation) => evaluation.Threshold is not { } threshold ? ""
        : evaluation.IsSolved ? $", [green]solved[/] (threshold {threshold})"
        : $", [orange3]not solved[/] (threshold {threshold})";

    /// <summary>Whether it was stopped between learning and evaluation.</summary>
    private static bool IsUnevaluated(RunOutcome outcome) => outcome is { Training.Status: RunStatus.Completed, Greedy: null };

    private RunStatus Worst() =>
        IsInterrupted ? RunStatus.Interrupted
        : outcomes.Any(outcome => outcome.Training.Status == RunStatus.Diverged) ? RunStatus.Diverged
        : RunStatus.Completed;

    /// <summary>The evaluations of all seeds as one; null unless all were evaluated.</summary>
    private EvaluationResult? Pooled(Func<RunOutcome, EvaluationResult?> which)
    {
        var all = outcomes.Select(which).OfType<EvaluationResult>().ToArray();
        return all.Length < outcomes.Count ? null : all[0] with
        {
            Returns = [.. all.SelectMany(one => one.Returns)],
            Lengths = [.. all.SelectMany(one => one.Lengths)],
            Unfinished = all.Sum(one => one.Unfinished),
        };
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
