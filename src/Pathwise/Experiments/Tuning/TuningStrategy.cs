namespace Pathwise.Experiments.Tuning;

/// <summary>How a search spends its steps on trials.</summary>
public enum TuningStrategy
{
    /// <summary>Every trial learns to the end.</summary>
    Random,

    /// <summary>All learn for a short while, the best go on, of those the best again (successive halving).</summary>
    Halving,

    /// <summary>Several halvings, from one that begins with many short trials to one that lets all learn to the
    /// end.</summary>
    Hyperband,
}
