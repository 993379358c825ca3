using System.CommandLine;
using System.Globalization;
using Pathwise.Cli.Nas;
using Pathwise.Cli.Runs;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise nas search</c>: begins an architecture search.</summary>
internal static class NasSearchCommand
{
    private const ulong DefaultSeed = 1;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var parts = context.Catalogue.Search;
        var space = new Option<string>("--space")
        {
            Description = "Where to search: nasnet, mnasnet, nasbench201, toy, or a JSON file with choices of your own",
            HelpName = "name|file",
            Required = true,
        };
        var strategy = new Option<string>("--strategy")
        {
            Description = "What designs networks: " + string.Join(", ", parts.Strategies.All.Select(one => one.Id))
                + "; or a preset: " + string.Join(", ", parts.Strategies.Presets.Select(one => one.Id)),
            HelpName = "name",
            DefaultValueFactory = _ => "reinforce",
        };
        var evaluator = new Option<string?>("--evaluator")
        {
            Description = "What finds out what they are worth: "
                + string.Join(", ", parts.Evaluators.All.Select(one => one.Id))
                + " [default: table for nasbench201]",
            HelpName = "name",
        };
        var children = NumberOption.Whole("--children", "Networks to propose [default: 100]", 1, 100_000_000);
        var batch = NumberOption.Whole(
            "--batch", "Networks of a batch, proposed before any of them is learned from [default: the strategy's, and "
            + "two a worker where children are trained]", 1, 1_000_000);
        var workers = NumberOption.Whole(
            "--workers", "Children to evaluate at once; changes no result [default: one a core where children are "
            + "trained]", 1, 1024);
        var set = Settings("--set", "Set an option of the strategy, as in population=20; may be repeated");
        var evaluatorSet = Settings("--evaluator-set", "Set an option of the evaluator; may be repeated");
        var dataset = Text("--dataset", "name", "The images that networks are trained on, as the evaluator names them");
        var reward = Text(
            "--reward", "form", "accuracy, soft (accuracy times (target/cost)^0.07), hard, asymmetric, logarithmic or "
            + "constrained [default: accuracy]");
        var cost = Text("--cost", "kind", "multiplyAdds, parameters or latency [default: multiplyAdds]");
        var target = Text("--target", "cost", "The cost that the reward aims at [default: 400e6 multiply-adds]");
        var rewardSet = Settings(
            "--reward-set", "Set another option of the reward, as in exponent=0.1; may be repeated");
        var reuse = Text(
            "--reuse", "which", "Networks that share one evaluation: none, identical or equivalent [default: the "
            + "evaluator's]");
        var seed = NumberOption.Seed($"The seed that everything random comes from [default: {DefaultSeed}]");
        var folder = Text(
            "--run-dir", "folder", "Where the run is to lie [default: runs/<space>/<strategy>-seed<n>-<time>]");

        var command = new Command("search", "Search for networks; every child is kept, and the search can be resumed.")
        {
            space, strategy, evaluator, children, batch, workers, set, evaluatorSet, dataset, reward, cost, target,
            rewardSet, reuse, seed, folder,
        };
        command.SetAction(parsed =>
        {
            string?[] searched = [Named("children", parsed.GetValue(children)), Named("reuse", parsed.GetValue(reuse))];
            string?[] rewarded =
            [
                Named("form", parsed.GetValue(reward)), Named("cost", parsed.GetValue(cost)),
                Named("target", parsed.GetValue(target)),
            ];
            return Search(context.For(parsed), parsed.GetValue(folder), new(
                parsed.GetRequiredValue(space), parsed.GetRequiredValue(strategy))
            {
                Evaluator = parsed.GetValue(evaluator),
                StrategySettings = parsed.GetValue(set) ?? [],
                Dataset = parsed.GetValue(dataset),
                EvaluatorSettings = parsed.GetValue(evaluatorSet) ?? [],
                RewardSettings = [.. rewarded.OfType<string>(), .. parsed.GetValue(rewardSet) ?? []],
                SearchSettings = [.. searched.OfType<string>()],
                Batch = (int?)parsed.GetValue(batch),
                Workers = (int?)parsed.GetValue(workers),
                Seed = parsed.GetValue(seed) ?? DefaultSeed,
            });
        });
        return command;
    }

    private static int Search(CommandContext context, string? folder, SearchTarget target)
    {
        var plan = target.ToPlan(context.Catalogue.Search);
        var label = string.Create(CultureInfo.InvariantCulture, $"seed{plan.Seed}");
        var space = Path.GetFileNameWithoutExtension(plan.Space);
        var place = Path.GetFullPath(
            folder ?? RunPlace.Default(space, plan.Strategy, label, context.Time.GetLocalNow()));
        return SearchRuns.Finish(
            context, SearchRun.Create(place, plan, context.Catalogue.Search, context.Time), workers: null);
    }

    private static Option<string[]> Settings(string name, string description) =>
        new(name) { Description = description, HelpName = "name=value" };

    private static Option<string?> Text(string name, string placeholder, string description) =>
        new(name) { Description = description, HelpName = placeholder };

    private static string? Named(string name, object? value) =>
        value is null ? null : string.Create(CultureInfo.InvariantCulture, $"{name}={value}");
}
