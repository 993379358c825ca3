namespace Pathwise.Bandits;

/// <summary>What a strategy calls the numbers that it remembers, in files and tables.</summary>
/// <param name="Estimates">The first row: <c>"estimates"</c>, <c>"preferences"</c>, <c>"successes"</c>.</param>
/// <param name="Weights">The second row: <c>"counts"</c>, <c>"failures"</c>.</param>
/// <param name="Baseline">The number that belongs to no arm, or null if there is none.</param>
/// <param name="EstimatesAreWeights">Whether the first row, too, says how much is known: then neither is negative, and
/// together they sum to the number of rewards.</param>
public sealed record ArmMemoryFormat(
    string Estimates, string Weights, string? Baseline = null, bool EstimatesAreWeights = false)
{
    /// <summary>Estimated values Q(a) and numbers of rewards N(a).</summary>
    public static ArmMemoryFormat Values { get; } = new("estimates", "counts");
}
