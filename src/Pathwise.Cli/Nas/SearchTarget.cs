using Pathwise.ArchitectureSearch;
using Pathwise.Cli.Commands;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Nas;

/// <summary>What a user asks <c>nas search</c> for, as it was typed.</summary>
internal sealed record SearchTarget(string Space, string Strategy)
{
    /// <summary>The kind of evaluator, or null for the space's.</summary>
    public string? Evaluator { get; init; }

    /// <summary>Options of the strategy, each <c>name=value</c>.</summary>
    public IReadOnlyList<string> StrategySettings { get; init; } = [];

    /// <summary>Options of the evaluator, each <c>name=value</c>.</summary>
    public IReadOnlyList<string> EvaluatorSettings { get; init; } = [];

    /// <summary>The images, or null for the evaluator's own.</summary>
    public string? Dataset { get; init; }

    /// <summary>Options of the reward, each <c>name=value</c>.</summary>
    public IReadOnlyList<string> RewardSettings { get; init; } = [];

    /// <summary>Options of the search, each <c>name=value</c>.</summary>
    public IReadOnlyList<string> SearchSettings { get; init; } = [];

    /// <summary>Networks of a batch, or null for the strategy's own number.</summary>
    public int? Batch { get; init; }

    /// <summary>Workers, or null for one a core.</summary>
    public int? Workers { get; init; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The plan.</summary>
    /// <exception cref="BadInputException">A name is unknown, or an option is not allowed.</exception>
    public SearchPlan ToPlan(SearchParts parts)
    {
        var space = parts.FindSpace(Space);
        var strategy = parts.Strategies.Find(Strategy);
        var evaluator = parts.Evaluators.Find(Evaluator ?? EvaluatorOf(space, parts));
        var workers = Workers ?? (evaluator.IsInstant ? 1 : Environment.ProcessorCount);
        var reward = Assignments.Options(RewardOptions.Settings, new RewardOptions(), RewardSettings, "form=soft");
        if (reward is { Form: not RewardForm.Accuracy, Cost: not CostKind.MultiplyAdds }
            && !RewardSettings.Any(text => text.StartsWith("target", StringComparison.OrdinalIgnoreCase)))
            throw new BadInputException(
                $"The reward's target is counted in {SearchRuns.CostName(reward.Cost)}, for which there is no default; "
                + "give it, as in --target 20.");
        return new(Space, strategy.Id, evaluator.Id)
        {
            StrategyOptions = Assignments.Options(
                strategy.Settings, BatchFor(strategy, evaluator, workers), StrategySettings, "batchSize=10"),
            EvaluatorOptions = Assignments.Options(
                evaluator.Settings, WithDataset(evaluator), EvaluatorSettings, "noise=0.5"),
            Reward = reward,
            Search = Assignments.Options(
                SearchOptions.Settings, new SearchOptions { Reuse = evaluator.Reuse }, SearchSettings, "children=100"),
            Seed = Seed,
            Workers = workers,
        };
    }

    /// <summary>Those who wait for evaluations need a batch that gives each worker something to do.</summary>
    private object BatchFor(SearchStrategyEntry strategy, ChildEvaluatorEntry evaluator, int workers)
    {
        const string Name = "batchSize";
        var defaults = strategy.Settings.Defaults;
        var least = Batch ?? (evaluator.IsInstant ? 1 : 2 * workers);
        var text = strategy.Settings.TextOf(defaults, Name);
        return Batch is not null || int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) < least
            ? strategy.Settings.With(defaults, Name, least.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : defaults;
    }

    /// <summary>The evaluator's options with the images that were asked for: one that looks up calls them dataset, one
    /// that trains data.</summary>
    private object WithDataset(ChildEvaluatorEntry evaluator)
    {
        if (Dataset is null) return evaluator.Settings.Defaults;
        var setting = evaluator.Settings.All.FirstOrDefault(one => one.Name is "dataset" or "data")
            ?? throw new BadInputException(
                $"The evaluator '{evaluator.Id}' looks at no images; leave --dataset out, or choose another one.");
        return evaluator.Settings.With(evaluator.Settings.Defaults, setting.Name, Dataset);
    }

    private static string EvaluatorOf(ISearchSpace space, SearchParts parts) =>
        space.Name == "nasbench201" ? "table"
        : parts.Evaluators.All.Any(entry => entry.Id == "train") ? "train"
        : throw new BadInputException(
            $"The space '{space.Name}' has no evaluator of its own here; choose one with --evaluator: "
            + $"{string.Join(", ", parts.Evaluators.All.Select(entry => entry.Id))}.");
}
