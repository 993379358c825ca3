using System.ComponentModel.DataAnnotations;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Options;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>What algorithms have to be told that learn a policy over real-valued actions, and two judges of it, from
/// replay.</summary>
public abstract record OffPolicyOptions
{
    private protected const string StableBaselines = "Stable-Baselines3's default";

    private protected static readonly SettingType ScheduleType =
        SettingType.Parsable<Schedule>("number or schedule", schedule => [schedule.At(0), schedule.At(1)]);

    private protected OffPolicyOptions() { }

    /// <summary>γ, the discount per step.</summary>
    /// <value>Default 0.99.</value>
    [Range(0.0, 1.0)]
    [Setting("the discount per step", Symbol = "γ", Source = StableBaselines)]
    public double Gamma { get; init; } = 0.99;

    /// <summary>The step size of policy and critics, each with an Adam of its own; a constant or a schedule over the
    /// run.</summary>
    /// <value>Default 3 · 10⁻⁴ for SAC, 10⁻³ for TD3.</value>
    [Range(0.0, 1e6)]
    [Setting("the step size of policy and critics", Symbol = "λ", Source = StableBaselines)]
    public Schedule StepSize { get; init; } = Schedule.Constant(3e-4);

    /// <summary>N, transitions that one gradient learns from.</summary>
    /// <value>Default 256.</value>
    [Range(1, 1_000_000)]
    [Setting("transitions that one gradient learns from",
        Symbol = "N", Source = "Haarnoja et al. (2018b), table 1; " + StableBaselines)]
    public int BatchSize { get; init; } = 256;

    /// <summary>The most transitions that are remembered; a run remembers no more than it has steps.</summary>
    /// <value>Default 1,000,000.</value>
    [Range(1, 100_000_000)]
    [Setting("the most transitions that are remembered",
        Source = "Haarnoja et al. (2018b), table 1; " + StableBaselines)]
    public int ReplayCapacity { get; init; } = 1_000_000;

    /// <summary>Environment steps that are taken at random before anything is learned.</summary>
    /// <value>Default 100.</value>
    [Range(0, int.MaxValue)]
    [Setting("environment steps that are taken at random before anything is learned", Source = StableBaselines)]
    public int LearningStarts { get; init; } = 100;

    /// <summary>Steps of each environment between two updates.</summary>
    /// <value>Default 1.</value>
    [Range(1, 1_000_000)]
    [Setting("steps of each environment between two updates", Source = StableBaselines)]
    public int TrainEvery { get; init; } = 1;

    /// <summary>Gradient steps of an update; −1: as many as environment steps came before it.</summary>
    /// <value>Default 1.</value>
    [Range(-1, 1_000_000)]
    [Setting("gradient steps of an update; −1: as many as environment steps came before it",
        Source = StableBaselines)]
    public int GradientSteps { get; init; } = 1;

    /// <summary>τ, how far the target networks follow in every step.</summary>
    /// <value>Default 0.005.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    [Setting("how far the target networks follow in every step",
        Symbol = "τ", Source = "Fujimoto et al. (2018), algorithm 1; Haarnoja et al. (2018b), table 1")]
    public double TargetStep { get; init; } = 0.005;

    /// <summary>Steps of rewards that are seen before a critic is trusted.</summary>
    /// <value>Default 1.</value>
    [Range(1, 1000)]
    [Setting("steps of rewards that are seen before a critic is trusted",
        Symbol = "n", Source = "Sutton & Barto (2018), §7.1")]
    public int TransitionSteps { get; init; } = 1;

    /// <summary>Units of each hidden layer of the policy, and of the critics; none: linear ones.</summary>
    /// <value>Default two layers of 256 for SAC, 400 and 300 for TD3.</value>
    [Range(1, 4096)]
    [Setting("units of each hidden layer of the policy, and of the critics; none for linear ones",
        Source = StableBaselines)]
    public IReadOnlyList<int> Hidden { get; init; } = [256, 256];

    /// <summary>What hidden units do.</summary>
    /// <value>Default ReLU.</value>
    [Setting("what hidden units do", Source = StableBaselines)]
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Environments that step together.</summary>
    /// <value>Default 1.</value>
    [Range(1, 65_536)]
    [Setting("environments that step together", Source = StableBaselines)]
    public int Environments { get; init; } = 1;
}
