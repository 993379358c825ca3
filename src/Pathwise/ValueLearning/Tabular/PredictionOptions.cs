using System.ComponentModel.DataAnnotations;
using Pathwise.Networks;
using Pathwise.Options;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>What every learner of a table of state values has to be told.</summary>
public abstract record PredictionOptions : TabularOptions
{
    private protected PredictionOptions() { }

    /// <summary>α, the step size; a constant or a schedule over the run.</summary>
    /// <value>Default 0.1.</value>
    [Range(0.0, 2.0)]
    [Setting("the step size", Symbol = "α", Source = "Sutton & Barto (2018), Example 6.2")]
    public Schedule StepSize { get; init; } = Schedule.Constant(0.1);

    /// <summary>Whether the step size is 1/n instead, n the visits of the state so far: a sample average.</summary>
    /// <value>Default false.</value>
    [Setting("whether the step size is 1/n instead, n the visits of the state so far",
        Symbol = "1/n", Source = "Sutton & Barto (2018), eq. (2.3)")]
    public bool SampleAverage { get; init; }
}
