using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Everything that decides a run of n-step Sarsa, apart from its environment, length and seed.</summary>
/// <remarks>Vary one with <c>options with { Horizon = 8 }</c>.</remarks>
public sealed record NStepSarsaOptions : StepSizeControlOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<NStepSarsaOptions>(ScheduleType);

    /// <summary>n, the rewards that are seen before a value is trusted.</summary>
    /// <value>Default 4.</value>
    [Range(1, 1_000_000)]
    [Setting("the rewards that are seen before a value is trusted", Symbol = "n",
        Source = "Sutton & Barto (2018), §7.2")]
    public int Horizon { get; init; } = 4;
}
