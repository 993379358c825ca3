namespace Pathwise.Bandits;

/// <summary>A strategy as the catalog lists it.</summary>
/// <param name="Id">What a user types: <c>"epsilon-greedy"</c>.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Parameters">What it is set up with, in the order of their positions in its text.</param>
/// <param name="Create">Makes the strategy from a value for each parameter.</param>
public sealed record BanditStrategyEntry(
    string Id,
    string Summary,
    string Source,
    IReadOnlyList<BanditParameter> Parameters,
    Func<IReadOnlyList<double>, IBanditStrategy> Create)
{
    /// <summary>The rewards that it can learn from.</summary>
    public RewardRange Rewards { get; init; } = RewardRange.Real;

    /// <summary>What it calls the numbers that it remembers.</summary>
    public ArmMemoryFormat Memory { get; init; } = ArmMemoryFormat.Values;

    /// <summary>The text from which the catalog makes the same strategy: the primary parameters, and by their names
    /// those that differ from their defaults.</summary>
    /// <param name="arguments">A value for each parameter.</param>
    public string Format(IReadOnlyList<double> arguments) => BanditArguments.Format(Id, Parameters, arguments);
}
