using System.ComponentModel.DataAnnotations;
using Pathwise.Networks;
using Pathwise.Options;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Everything that decides a run of TD3, apart from its environment, length and seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record Td3Options : OffPolicyOptions
{
    /// <summary>The defaults.</summary>
    public Td3Options() => (StepSize, Hidden) = (Schedule.Constant(1e-3), [400, 300]);

    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<Td3Options>(ScheduleType);

    /// <summary>d, steps of the critics for each step of the policy.</summary>
    /// <value>Default 2.</value>
    [Range(1, 1000)]
    [Setting("steps of the critics for each step of the policy",
        Symbol = "d", Source = "Fujimoto et al. (2018), algorithm 1")]
    public int PolicyDelay { get; init; } = 2;

    /// <summary>σ̃, the standard deviation of the noise on the actions that targets are made of.</summary>
    /// <value>Default 0.2, where actions are in [−1, 1].</value>
    [Range(0.0, 100.0)]
    [Setting("the standard deviation of the noise on the actions that targets are made of",
        Symbol = "σ̃", Source = "Fujimoto et al. (2018), §6.1")]
    public double TargetNoise { get; init; } = 0.2;

    /// <summary>c, the greatest magnitude of that noise.</summary>
    /// <value>Default 0.5.</value>
    [Range(0.0, 100.0)]
    [Setting("the greatest magnitude of that noise", Symbol = "c", Source = "Fujimoto et al. (2018), §6.1")]
    public double TargetNoiseClip { get; init; } = 0.5;

    /// <summary>What is added to actions while learning.</summary>
    /// <value>Default Gaussian.</value>
    [Setting("what is added to actions while learning",
        Source = "Fujimoto et al. (2018), algorithm 1; Lillicrap et al. (2016), §3")]
    public ActionNoiseKind Noise { get; init; } = ActionNoiseKind.Gaussian;

    /// <summary>σ, that noise's scale, where actions are in [−1, 1].</summary>
    /// <value>Default 0.1.</value>
    [Range(0.0, 100.0)]
    [Setting("that noise's scale, where actions are in [−1, 1]",
        Symbol = "σ", Source = "Fujimoto et al. (2018), §6.1")]
    public double NoiseScale { get; init; } = 0.1;
}
