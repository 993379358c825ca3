using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.Experiments.Tuning;

/// <summary>How many trials a search makes, and how it chooses among them.</summary>
public sealed record TuningOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<TuningOptions>();

    /// <summary>n, how many settings are tried.</summary>
    /// <value>Default 50.</value>
    [Range(1, 1_000_000)]
    [Setting("how many settings are tried", Symbol = "n")]
    public int Trials { get; init; } = 50;

    /// <summary>How the steps are spent.</summary>
    /// <value>Default halving.</value>
    [Setting("how the steps are spent on trials",
        Source = "Jamieson & Talwalkar (2016); Li et al. (2018) for hyperband")]
    public TuningStrategy Strategy { get; init; } = TuningStrategy.Halving;

    /// <summary>η: one in η trials goes on, for η times as long.</summary>
    /// <value>Default 3.</value>
    [Range(2, 100)]
    [Setting("one in so many trials goes on, for so many times as long",
        Symbol = "η", Source = "Li et al. (2018), §3.6")]
    public int Reduction { get; init; } = 3;

    /// <summary>r, the steps before trials are first compared.</summary>
    /// <value>Default 0: the run's steps by η², and fewer halvings where there are fewer trials.</value>
    [Range(0, long.MaxValue)]
    [Setting("steps before trials are first compared; 0: the run's by η², if there are so many trials", Symbol = "r")]
    public long LeastSteps { get; init; }

    /// <summary>How many runs a trial has, with different seeds; its value is made of all.</summary>
    /// <value>Default 1.</value>
    [Range(1, 1000)]
    [Setting("runs of each trial, with different seeds")]
    public int Seeds { get; init; } = 1;

    /// <summary>How many episodes a run is evaluated with each time.</summary>
    /// <value>Default 50.</value>
    [Range(1, 100_000)]
    [Setting("greedy episodes that a run is evaluated with each time")]
    public int Episodes { get; init; } = 50;

    /// <summary>What the value of a trial is.</summary>
    /// <value>Default the mean.</value>
    [Setting("what is made of the returns of the greedy episodes",
        Source = "Agarwal et al. (2021) for the interquartile mean")]
    public TuningObjective Objective { get; init; } = TuningObjective.Mean;
}
