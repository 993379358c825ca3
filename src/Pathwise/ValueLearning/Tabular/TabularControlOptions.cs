using System.ComponentModel.DataAnnotations;
using Pathwise.Networks;
using Pathwise.Options;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>What every learner of a table of action values has to be told.</summary>
public abstract record TabularControlOptions : TabularOptions
{
    private protected TabularControlOptions() { }

    /// <summary>ε, how often an action is taken at random; a constant or a schedule over the run.</summary>
    /// <value>Default 0.1.</value>
    [Range(0.0, 1.0)]
    [Setting("how often an action is taken at random", Symbol = "ε", Source = "Sutton & Barto (2018), Example 6.6")]
    public Schedule Epsilon { get; init; } = Schedule.Constant(0.1);
}
