using System.ComponentModel.DataAnnotations;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Options;

namespace Pathwise.PolicyGradients;

/// <summary>What every policy-gradient algorithm has to be told.</summary>
public abstract record PolicyGradientOptions
{
    private protected static readonly SettingType ScheduleType =
        SettingType.Parsable<Schedule>("number or schedule", schedule => [schedule.At(0), schedule.At(1)]);

    private protected PolicyGradientOptions() { }

    /// <summary>γ, the discount per step.</summary>
    /// <value>Default 1: the undiscounted return of an episode.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    [Setting("the discount per step", Symbol = "γ", Source = "Sutton & Barto (2018), eq. (3.8)")]
    public double Gamma { get; init; } = 1;

    /// <summary>α^θ, the policy's step size; a constant or a schedule over the run.</summary>
    /// <value>Default 0.01, for Adam.</value>
    [Range(0.0, 1e6)]
    [Setting("the policy's step size", Symbol = "α^θ", Source = "Sutton & Barto (2018), p. 328")]
    public Schedule StepSize { get; init; } = Schedule.Constant(0.01);

    /// <summary>How a gradient becomes a step.</summary>
    /// <value>Default Adam; plain SGD is the book's.</value>
    [Setting("how a gradient becomes a step", Source = "Kingma & Ba (2015) for Adam")]
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>Units of each hidden layer of the policy; none: a linear policy.</summary>
    /// <value>Default one layer of 64.</value>
    [Setting("units of each hidden layer; none for a linear policy")]
    [Range(1, 4096)]
    public IReadOnlyList<int> Hidden { get; init; } = [64];

    /// <summary>What hidden units do.</summary>
    /// <value>Default tanh.</value>
    [Setting("what hidden units do")]
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>n, the episodes that one update learns from.</summary>
    /// <value>Default 1, as in the book's boxes.</value>
    [Range(1, 65_536)]
    [Setting("episodes that one update learns from", Symbol = "n")]
    public int Episodes { get; init; } = 1;

    /// <summary>Steps that share one gradient step, at one θ: 1 moves θ at every step, as the book's box does; 0 once a
    /// batch.</summary>
    /// <value>Default 0: one gradient step a batch.</value>
    [Range(0, int.MaxValue)]
    [Setting("steps that share one gradient step; 1 moves θ at every step as the book's box does, 0 once a batch",
        Source = "Sutton & Barto (2018), pp. 328, 330")]
    public int StepsPerGradient { get; init; }

    /// <summary>Whether step t's gradient is weighted by γᵗ, as in the book's boxes.</summary>
    /// <value>Default false, as the lecture has it.</value>
    [Setting("whether step t's gradient is weighted by γᵗ",
        Symbol = "γᵗ", Source = "Sutton & Barto (2018), pp. 328, 330")]
    public bool DiscountGradient { get; init; }

    /// <summary>β, what a nat of the policy's entropy is worth, per step.</summary>
    /// <value>Default 0: no bonus.</value>
    [Range(0.0, 1e6)]
    [Setting("what a nat of the policy's entropy is worth, per step",
        Symbol = "β", Source = "Williams & Peng (1991)")]
    public double EntropyWeight { get; init; }

    /// <summary>Whether a batch's weights (returns, or advantages) are shifted and scaled to mean 0 and variance
    /// 1.</summary>
    /// <value>Default false: the unbiased estimate.</value>
    [Setting("whether a batch's weights are shifted and scaled to mean 0 and variance 1")]
    public bool Normalize { get; init; }

    /// <summary>The norm to which a longer gradient is cut.</summary>
    /// <value>Default null: no limit.</value>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    [Setting("the norm to which a longer gradient is cut", Symbol = "‖∇‖₂")]
    public double? MaxGradientNorm { get; init; }

    /// <summary>Whether observations are shifted and scaled to mean 0 and variance 1, as seen so far.</summary>
    /// <value>Default false.</value>
    [Setting("whether observations are shifted and scaled to mean 0 and variance 1, as seen so far")]
    public bool NormalizeObservations { get; init; }

    /// <summary>ln σ at the start, for real-valued actions; σ does not depend on the state.</summary>
    /// <value>Default 0: σ = 1.</value>
    [Range(-20.0, 5.0)]
    [Setting("ln σ at the start, for real-valued actions", Symbol = "ln σ", Source = "Sutton & Barto (2018), §13.7")]
    public double InitialLogSigma { get; init; }
}
