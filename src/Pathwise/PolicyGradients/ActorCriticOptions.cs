using System.ComponentModel.DataAnnotations;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Options;

namespace Pathwise.PolicyGradients;

/// <summary>What algorithms have to be told that learn a policy and its values from rollouts.</summary>
public abstract record ActorCriticOptions
{
    private protected const string StableBaselines = "Stable-Baselines3's default";

    private protected static readonly SettingType ScheduleType =
        SettingType.Parsable<Schedule>("number or schedule", schedule => [schedule.At(0), schedule.At(1)]);

    private protected ActorCriticOptions() { }

    /// <summary>γ, the discount per step.</summary>
    /// <value>Default 0.99.</value>
    [Range(0.0, 1.0)]
    [Setting("the discount per step", Symbol = "γ", Source = StableBaselines)]
    public double Gamma { get; init; } = 0.99;

    /// <summary>λ, how far advantages look ahead: 0 one step, 1 to the rollout's end.</summary>
    /// <value>Default 0.95 for PPO; 1 for A2C, the returns of T steps.</value>
    [Range(0.0, 1.0)]
    [Setting("how far advantages look ahead: 0 one step, 1 to the rollout's end",
        Symbol = "λ", Source = "Schulman et al. (2016), eq. (16); " + StableBaselines)]
    public double Lambda { get; init; } = 0.95;

    /// <summary>n, the environments that step together.</summary>
    /// <value>Default 1.</value>
    [Range(1, 65_536)]
    [Setting("environments that step together", Symbol = "n", Source = StableBaselines)]
    public int Environments { get; init; } = 1;

    /// <summary>T, the steps that each environment takes between two updates.</summary>
    /// <value>Default 2048 for PPO, 5 for A2C.</value>
    [Range(1, 1_000_000)]
    [Setting("steps that each environment takes between two updates",
        Symbol = "T", Source = "Schulman et al. (2017), table 3; Mnih et al. (2016), t_max; " + StableBaselines)]
    public int RolloutSteps { get; init; } = 2048;

    /// <summary>α, the step size of policy and values; a constant or a schedule over the run.</summary>
    /// <value>Default 3 · 10⁻⁴ for PPO and its Adam, 7 · 10⁻⁴ for A2C and its RMSProp.</value>
    [Range(0.0, 1e6)]
    [Setting("the step size of policy and values", Symbol = "α", Source = StableBaselines)]
    public Schedule StepSize { get; init; } = Schedule.Constant(3e-4);

    /// <summary>Whether the advantages that one gradient learns from are shifted and scaled to mean 0 and variance
    /// 1.</summary>
    /// <value>Default true for PPO, false for A2C.</value>
    [Setting("whether the advantages that one gradient learns from are shifted and scaled to mean 0 and variance 1",
        Source = StableBaselines)]
    public bool NormalizeAdvantages { get; init; } = true;

    /// <summary>c₂, what a nat of the policy's entropy is worth.</summary>
    /// <value>Default 0: no bonus.</value>
    [Range(0.0, 1e6)]
    [Setting("what a nat of the policy's entropy is worth", Symbol = "c₂", Source = StableBaselines)]
    public double EntropyWeight { get; init; }

    /// <summary>c₁, what the mean squared error of the values counts.</summary>
    /// <value>Default 0.5.</value>
    [Range(0.0, 1e6)]
    [Setting("what the mean squared error of the values counts", Symbol = "c₁", Source = StableBaselines)]
    public double ValueWeight { get; init; } = 0.5;

    /// <summary>The norm to which the gradient of policy and values together is cut.</summary>
    /// <value>Default 0.5; null: no limit.</value>
    [Range(0.0, 1e6, MinimumIsExclusive = true)]
    [Setting("the norm to which the gradient of policy and values together is cut",
        Symbol = "‖∇‖₂", Source = StableBaselines)]
    public double? MaxGradientNorm { get; init; } = 0.5;

    /// <summary>Units of each hidden layer of the policy, and of the values' own network; none: linear.</summary>
    /// <value>Default two layers of 64.</value>
    [Range(1, 4096)]
    [Setting("units of each hidden layer of the policy, and of the values; none for linear ones",
        Source = StableBaselines)]
    public IReadOnlyList<int> Hidden { get; init; } = [64, 64];

    /// <summary>What hidden units do.</summary>
    /// <value>Default tanh.</value>
    [Setting("what hidden units do", Source = StableBaselines)]
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>Whether only choices are taken that the environment says there are, where it says so.</summary>
    /// <value>Default true.</value>
    [Setting("whether only choices are taken that the environment says there are, where it says so",
        Source = "Huang & Ontañón (2022)")]
    public bool MaskActions { get; init; } = true;

    /// <summary>Whether observations are shifted and scaled to mean 0 and variance 1, as seen so far, and cut to
    /// ±10.</summary>
    /// <value>Default false.</value>
    [Setting("whether observations are shifted and scaled to mean 0 and variance 1, as seen so far, and cut to ±10")]
    public bool NormalizeObservations { get; init; }

    /// <summary>Whether rewards are scaled so that returns have variance 1, as seen so far, and cut to ±10.</summary>
    /// <value>Default false.</value>
    [Setting("whether rewards are scaled so that returns have variance 1, as seen so far, and cut to ±10")]
    public bool NormalizeRewards { get; init; }

    /// <summary>Whether layers start orthogonal, with gain √2 and at the end 0.01 for the policy and 1 for values; or
    /// else uniform in ±1/√inputs.</summary>
    /// <value>Default true.</value>
    [Setting("whether layers start orthogonal, or else uniform in ±1/√inputs", Source = StableBaselines)]
    public bool OrthogonalStart { get; init; } = true;

    /// <summary>ln σ at the start, for real-valued actions.</summary>
    /// <value>Default 0: σ = 1.</value>
    [Range(-20.0, 5.0)]
    [Setting("ln σ at the start, for real-valued actions", Symbol = "ln σ", Source = StableBaselines)]
    public double InitialLogSigma { get; init; }

    /// <summary>Whether σ and the noise are functions of the state, for real-valued actions; see
    /// <see cref="PolicyGradients.StateDependentNoise"/>.</summary>
    /// <value>Default false: σ is the same in all states, and every action's noise is its own.</value>
    [Setting("whether σ and the noise are functions of the state, for real-valued actions (gSDE)",
        Source = "Raffin et al. (2021), §3")]
    public bool StateDependentNoise { get; init; }

    /// <summary>Steps for which noise stays the same function of the state.</summary>
    /// <value>Default 0: a whole rollout.</value>
    [Range(0, 1_000_000)]
    [Setting("steps for which state-dependent noise stays the same function; 0: a whole rollout",
        Source = "Raffin et al. (2021), §3")]
    public int NoiseSteps { get; init; }
}
