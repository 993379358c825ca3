using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch;
using Pathwise.Cli.Display;
using Pathwise.Experiments;
using Pathwise.Experiments.Replication;
using Pathwise.Experiments.Runs;
using Pathwise.Figures;

namespace Pathwise.Cli.Nas;

/// <summary>What <c>nas search</c> and <c>nas resume</c> have in common, once the run is there.</summary>
internal static class SearchRuns
{
    /// <summary>Searches to the end, and tells about it.</summary>
    /// <returns>The exit code.</returns>
    public static int Finish(CommandContext context, SearchRun run, int? workers)
    {
        var (plan, error) = (run.Plan, context.Terminal.Error);
        error.WriteLine(
            $"{Wording.Count(plan.Search!.Children)} children in {run.Space.Name}, {plan.Strategy}, {plan.Evaluator}, "
            + $"reward {NameOf(plan.Reward.Form)}, seed {plan.Seed}, in {Wording.Path(run.Folder)}");
        if (new SearchReward(plan.Reward).Remark is { } remark) error.WriteLine(remark);
        var result = ProgressDisplay.Show<SearchProgress, SearchResult>(
            context, "searching", now => (double)now.Children / now.Total, Line,
            progress => run.Search(workers, progress, context.Cancellation));

        var pictures = result.Children.Count > 0 ? Draw(run, result) : [];
        if (context.IsJson) context.Terminal.WriteJson(ToJson(run, result, pictures));
        else Write(context.Terminal.Output, run, result, pictures);
        if (result.Status == RunStatus.Interrupted)
            error.WriteLine($"Interrupted. To go on: pathwise nas resume {Wording.Path(run.Folder)}");
        else if (result.Trouble is { } trouble)
            error.WriteLine($"{trouble} To try again from here: pathwise nas resume {Wording.Path(run.Folder)}");
        return result.Status switch
        {
            RunStatus.Completed => ExitCode.Done,
            RunStatus.Interrupted => ExitCode.Interrupted,
            _ => ExitCode.Failed,
        };
    }

    /// <summary>A child as JSON, with its network in a form that other commands read.</summary>
    public static JsonObject? ToJson(Child? child) => child is null ? null : new()
    {
        ["genotype"] = child.Genotype.ToString(),
        ["reward"] = Json.Number(child.Reward),
        ["accuracy"] = Json.Number(child.Result.Accuracy),
        ["multiplyAdds"] = child.Result.MultiplyAdds,
        ["parameters"] = child.Result.Parameters,
        ["latency"] = Json.Number(child.Result.Latency),
        ["testAccuracy"] = Json.Number(child.Result.TestAccuracy),
        ["child"] = child.Index,
    };

    /// <summary>An accuracy in per cent.</summary>
    public static string Percent(double accuracy) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * accuracy:0.00} %");

    private static string Line(SearchProgress now)
    {
        var best = now.Best is { } child ? $", best reward {Reward(child.Reward)}" : "";
        var batch = double.IsFinite(now.BatchReward) ? $", batch {Reward(now.BatchReward)}" : "";
        var broken = now.Broken > 0 ? $", {now.Broken} broken" : "";
        var left = now.TimeLeft is { } time ? $", {Wording.Time(time)} left" : "";
        return $"{Wording.Count(now.Children)} of {Wording.Count(now.Total)} children{best}{batch}{broken}, "
            + string.Create(CultureInfo.InvariantCulture, $"{now.ChildrenPerSecond:0.##} children/s{left}");
    }

    private static string[] Draw(SearchRun run, SearchResult result)
    {
        var title = $"{run.Space.Name}, {run.Plan.Strategy}, seed {run.Plan.Seed}";
        var rewards = Path.Combine(run.Folder, "rewards.png");
        SearchPicture.Rewards(title, result.Children).Save(rewards);
        if (result.Archive.Front.Count == 0) return [rewards];
        var front = Path.Combine(run.Folder, "front.png");
        SearchPicture.Front(title, result.Children, result.Archive).Save(front);
        return [rewards, front];
    }

    private static JsonObject ToJson(SearchRun run, SearchResult result, string[] pictures) => new()
    {
        ["run"] = run.Folder,
        ["space"] = run.Space.Name,
        ["strategy"] = run.Plan.Strategy,
        ["evaluator"] = run.Plan.Evaluator,
        ["seed"] = run.Plan.Seed,
        ["status"] = JsonNamingPolicy.CamelCase.ConvertName(result.Status.ToString()),
        ["children"] = result.Children.Count,
        ["best"] = ToJson(result.Best),
        ["meanRewardFirst"] = result.Children.Count > 0 ? Json.Number(result.First.Average()) : null,
        ["meanRewardLast"] = result.Children.Count > 0 ? Json.Number(result.Last.Average()) : null,
        ["reused"] = result.Reused,
        ["diverged"] = result.Diverged,
        ["failed"] = result.Failed,
        ["hypervolume"] = Json.Number(result.Archive.Hypervolume),
        ["referenceCost"] = Json.Number(result.Archive.Dearest),
        ["front"] = Json.Array(result.Archive.Front.Select(ToJson)),
        ["remark"] = new SearchReward(run.Plan.Reward).Remark,
        ["trouble"] = result.Trouble,
        ["pictures"] = Json.Array(pictures.Select(path => (JsonNode?)path)),
        ["seconds"] = Json.Number(result.Elapsed.TotalSeconds),
    };

    private static void Write(TextWriter output, SearchRun run, SearchResult result, string[] pictures)
    {
        if (result.Best is { } best)
        {
            output.WriteLine(
                $"best      child {best.Index}: reward {Reward(best.Reward)}, accuracy "
                + $"{Percent(best.Result.Accuracy)}, {Wording.Count(best.Result.MultiplyAdds)} multiply-adds, "
                + $"{Wording.Count(best.Result.Parameters)} parameters"
                + (best.Result.Latency is { } latency
                    ? string.Create(CultureInfo.InvariantCulture, $", {latency:0.###} ms")
                    : ""));
            output.WriteLine($"genotype  {best.Genotype}");
            if (best.Result.TestAccuracy is { } test)
                output.WriteLine($"test      {Percent(test)}, which the search has not looked at");
        }

        if (result.Children.Count > 0)
            output.WriteLine(
                $"rewards   first {result.First.Count}: {Mean(result.First)}, last {result.Last.Count}: "
                + Mean(result.Last));
        output.WriteLine(
            $"children  {Wording.Count(result.Children.Count)}: {Wording.Count(result.Reused)} the same as an earlier "
            + $"one, {Wording.Count(result.Diverged)} diverged, {Wording.Count(result.Failed)} failed");
        if (result.Archive.Front.Count > 0)
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"front     {result.Archive.Front.Count} networks, hypervolume {result.Archive.Hypervolume:0.0000} "
                + $"up to the dearest child ({CostName(result.Archive.Cost)} {result.Archive.Dearest:#,0.###})"));
        foreach (var picture in pictures) output.WriteLine($"picture   {Wording.Path(picture)}");
        output.WriteLine($"time      {Wording.Time(result.Elapsed)}");
        output.WriteLine($"run       {Wording.Path(run.Folder)}");
    }

    private static string Mean(IReadOnlyList<double> rewards)
    {
        var statistics = SeedStatistics.Of(rewards);
        return statistics.StandardError is { } error
            ? $"{Reward(statistics.Mean)} ± {Reward(error)} s.e."
            : Reward(statistics.Mean);
    }

    private static string Reward(double reward) =>
        reward.ToString("0.0000", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>What a cost is called.</summary>
    public static string CostName(CostKind cost) => cost switch
    {
        CostKind.MultiplyAdds => "multiply-adds",
        CostKind.Parameters => "parameters",
        _ => "milliseconds",
    };

    private static string NameOf(RewardForm form) => JsonNamingPolicy.CamelCase.ConvertName(form.ToString());
}
