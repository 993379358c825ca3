namespace Pathwise.Experiments.Tuning;

/// <summary>A comparison of trials.</summary>
/// <param name="Steps">The environment steps that each run has learned from.</param>
/// <param name="Trials">How many trials come so far, if none breaks.</param>
public readonly record struct TuningRung(long Steps, int Trials);
