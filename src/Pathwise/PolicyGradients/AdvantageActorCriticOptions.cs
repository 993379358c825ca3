using Pathwise.Networks;
using Pathwise.Options;

namespace Pathwise.PolicyGradients;

/// <summary>Everything that decides a run of the advantage actor-critic, apart from its environment, length and
/// seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record AdvantageActorCriticOptions : ActorCriticOptions
{
    /// <summary>The defaults: returns of five steps, as they are.</summary>
    public AdvantageActorCriticOptions() =>
        (Lambda, RolloutSteps, StepSize, NormalizeAdvantages) = (1, 5, Schedule.Constant(7e-4), false);

    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<AdvantageActorCriticOptions>(ScheduleType);
}
