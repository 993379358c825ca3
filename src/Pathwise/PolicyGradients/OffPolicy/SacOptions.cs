using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Everything that decides a run of SAC, apart from its environment, length and seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record SacOptions : OffPolicyOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<SacOptions>(ScheduleType);

    /// <summary>α, what a nat of the policy's entropy is worth, if it is to stay the same.</summary>
    /// <value>Default null: it is learned, so that the entropy is <see cref="TargetEntropy"/>.</value>
    [Range(0.0, 1e6)]
    [Setting("what a nat of the policy's entropy is worth; none: it is learned",
        Symbol = "α", Source = "Haarnoja et al. (2018b), §5; " + StableBaselines)]
    public double? EntropyWeight { get; init; }

    /// <summary>α at the start, where it is learned.</summary>
    /// <value>Default 1.</value>
    [Range(0.0, 1e6, MinimumIsExclusive = true)]
    [Setting("what a nat of the policy's entropy is worth at the start, where that is learned",
        Source = StableBaselines)]
    public double InitialEntropyWeight { get; init; } = 1;

    /// <summary>H̄, the entropy that α is to keep up, in nats of actions in [−1, 1].</summary>
    /// <value>Default null: −1 for each component of an action.</value>
    [Range(-1e6, 1e6)]
    [Setting("the entropy that is to be kept up, in nats; none: −1 for each component of an action",
        Symbol = "H̄", Source = "Haarnoja et al. (2018b), table 1")]
    public double? TargetEntropy { get; init; }

    /// <summary>Whether σ and the noise are functions of the state; see
    /// <see cref="PolicyGradients.StateDependentNoise"/>.</summary>
    /// <value>Default false: σ is an output, and every action's noise is its own.</value>
    [Setting("whether the noise is a function of the state (gSDE)", Source = "Raffin et al. (2021), §3")]
    public bool StateDependentNoise { get; init; }

    /// <summary>Steps for which state-dependent noise stays the same function of the state.</summary>
    /// <value>Default 0: all that come between two updates.</value>
    [Range(0, 1_000_000)]
    [Setting("steps for which state-dependent noise stays the same function; 0: all between two updates",
        Source = "Raffin et al. (2021), §3")]
    public int NoiseSteps { get; init; }

    /// <summary>ln σ at the start, for state-dependent noise.</summary>
    /// <value>Default −3.</value>
    [Range(-20.0, 2.0)]
    [Setting("ln σ at the start, for state-dependent noise", Symbol = "ln σ", Source = StableBaselines)]
    public double InitialLogSigma { get; init; } = -3;
}
