using Pathwise.Options;

namespace Pathwise.PolicyGradients;

/// <summary>Everything that decides a REINFORCE run, apart from its environment, length and seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record ReinforceOptions : PolicyGradientOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<ReinforceOptions>(ScheduleType);
}
