namespace Pathwise.Experiments.Tuning;

/// <summary>How a search stands, for whoever watches.</summary>
/// <param name="Trials">Trials that have come to the present rung.</param>
/// <param name="RungTrials">Trials that are to come to it.</param>
/// <param name="RungSteps">The steps of the present rung.</param>
/// <param name="Rung">The present rung, counted from 1 through all brackets.</param>
/// <param name="Rungs">The rungs of all brackets.</param>
/// <param name="Steps">Environment steps that were learned from, in all runs.</param>
/// <param name="TotalSteps">Environment steps planned.</param>
/// <param name="Broken">Trials that diverged or failed.</param>
/// <param name="Best">The best trial so far, or null.</param>
/// <param name="StepsPerSecond">Speed since this session began, all runs together.</param>
/// <param name="TimeLeft">At this speed, or null while it is unknown.</param>
public readonly record struct TuningProgress(
    int Trials, int RungTrials, long RungSteps, int Rung, int Rungs, long Steps, long TotalSteps, int Broken,
    TrialResult? Best, double StepsPerSecond, TimeSpan? TimeLeft);
