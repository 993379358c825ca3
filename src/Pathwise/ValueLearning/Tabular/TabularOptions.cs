using System.ComponentModel.DataAnnotations;
using Pathwise.Networks;
using Pathwise.Options;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>What every learner with a table has to be told.</summary>
public abstract record TabularOptions
{
    private protected static readonly SettingType ScheduleType =
        SettingType.Parsable<Schedule>("number or schedule", schedule => [schedule.At(0), schedule.At(1)]);

    private protected TabularOptions() { }

    /// <summary>γ, the discount per step.</summary>
    /// <value>Default 1: the undiscounted return of an episode.</value>
    [Range(0.0, 1.0)]
    [Setting("the discount per step", Symbol = "γ", Source = "Sutton & Barto (2018), eq. (3.8)")]
    public double Gamma { get; init; } = 1;

    /// <summary>What every entry of the table is at first.</summary>
    /// <value>Default 0; a number above what can be earned makes a greedy learner explore.</value>
    [Range(-1e9, 1e9)]
    [Setting("what every entry of the table is at first", Symbol = "Q₀", Source = "Sutton & Barto (2018), §2.6")]
    public double InitialValue { get; init; }
}
