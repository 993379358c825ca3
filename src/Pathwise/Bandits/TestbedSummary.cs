namespace Pathwise.Bandits;

/// <summary>What some steps of a testbed come to: each run is averaged over them, then the runs.</summary>
/// <param name="Reward">The reward of a step.</param>
/// <param name="Optimal">The share of steps with an arm of the greatest value, in [0, 1].</param>
/// <param name="Regret">What a step's arm was worth less than the best, q<sub>*</sub>(a<sub>*</sub>) −
/// q<sub>*</sub>(A), ≥ 0.</param>
/// <remarks>The standard errors are those between runs, so that it does not matter how much the steps of one run depend
/// on each other.</remarks>
public sealed record TestbedSummary(TestbedMean Reward, TestbedMean Optimal, TestbedMean Regret);
