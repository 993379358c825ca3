using Pathwise.ArchitectureSearch;

namespace Pathwise.Experiments.Runs;

/// <summary>Everything that decides an architecture search.</summary>
/// <param name="Space">The space's name, or the path of its file.</param>
/// <param name="Strategy">The strategy's name.</param>
/// <param name="Evaluator">The name of the kind of evaluator.</param>
public sealed record SearchPlan(string Space, string Strategy, string Evaluator)
{
    /// <summary>The strategy's options record; null for the defaults.</summary>
    public object? StrategyOptions { get; init; }

    /// <summary>The evaluator's options record; null for the defaults.</summary>
    public object? EvaluatorOptions { get; init; }

    /// <summary>What the search is after.</summary>
    public RewardOptions Reward { get; init; } = new();

    /// <summary>How long it goes on; null for 100 children that share results as the evaluator's kind does.</summary>
    public SearchOptions? Search { get; init; }

    /// <summary>The seed of every random stream.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many children are evaluated at once, ≥ 1; it changes no result.</summary>
    public int Workers { get; init; } = 1;
}
