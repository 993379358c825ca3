using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Everything that decides an n-step TD prediction, apart from environment, policy, length and seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record NStepTemporalDifferenceOptions : PredictionOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<NStepTemporalDifferenceOptions>(ScheduleType);

    /// <summary>n, the rewards that are seen before a value is trusted.</summary>
    /// <value>Default 4.</value>
    [Range(1, 1_000_000)]
    [Setting("the rewards that are seen before a value is trusted", Symbol = "n",
        Source = "Sutton & Barto (2018), §7.1")]
    public int Horizon { get; init; } = 4;
}
