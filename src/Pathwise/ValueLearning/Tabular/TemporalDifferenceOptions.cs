using Pathwise.Options;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Everything that decides a TD(0) prediction, apart from environment, policy, length and seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record TemporalDifferenceOptions : PredictionOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<TemporalDifferenceOptions>(ScheduleType);
}
