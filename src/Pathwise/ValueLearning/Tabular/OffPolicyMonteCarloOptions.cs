using Pathwise.Options;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Everything that decides a run of off-policy Monte-Carlo control, apart from its environment, length and
/// seed.</summary>
/// <remarks>ε is that of the policy that acts; the one that is learned is greedy. Vary one with
/// <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record OffPolicyMonteCarloOptions : TabularControlOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<OffPolicyMonteCarloOptions>(ScheduleType);
}
