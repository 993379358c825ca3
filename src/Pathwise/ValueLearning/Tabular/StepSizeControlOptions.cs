using System.ComponentModel.DataAnnotations;
using Pathwise.Networks;
using Pathwise.Options;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>What a learner of action values has to be told that moves them by a step size.</summary>
public abstract record StepSizeControlOptions : TabularControlOptions
{
    private protected StepSizeControlOptions() { }

    /// <summary>α, the step size; a constant or a schedule over the run.</summary>
    /// <value>Default 0.1.</value>
    [Range(0.0, 2.0)]
    [Setting("the step size", Symbol = "α", Source = "Sutton & Barto (2018), §6.4")]
    public Schedule StepSize { get; init; } = Schedule.Constant(0.1);

    /// <summary>Whether the step size is 1/n instead, n the visits of the pair so far: a sample average.</summary>
    /// <value>Default false.</value>
    [Setting("whether the step size is 1/n instead, n the visits of the pair so far",
        Symbol = "1/n", Source = "Sutton & Barto (2018), eq. (2.3)")]
    public bool SampleAverage { get; init; }
}
