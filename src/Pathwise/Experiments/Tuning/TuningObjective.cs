namespace Pathwise.Experiments.Tuning;

/// <summary>What a trial is worth: a number made of the returns of its greedy evaluation.</summary>
public enum TuningObjective
{
    /// <summary>The mean return.</summary>
    Mean,

    /// <summary>The interquartile mean of the returns of all its seeds: the mean of their middle half.</summary>
    InterquartileMean,
}
