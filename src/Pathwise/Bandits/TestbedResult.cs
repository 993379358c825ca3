namespace Pathwise.Bandits;

/// <summary>How a strategy did on a problem.</summary>
/// <param name="Options">How many runs and steps there were.</param>
/// <param name="Reward">The reward at each step.</param>
/// <param name="Optimal">The share of runs, in [0, 1], that took an arm of the greatest value at each step.</param>
/// <param name="Regret">What each step's arm was worth less than the best one, in the mean.</param>
/// <param name="Whole">All steps together.</param>
/// <param name="Last">The last <see cref="TestbedOptions.LastSteps"/> steps.</param>
public sealed record TestbedResult(
    TestbedOptions Options,
    TestbedCurve Reward,
    TestbedCurve Optimal,
    TestbedCurve Regret,
    TestbedSummary Whole,
    TestbedSummary Last);
