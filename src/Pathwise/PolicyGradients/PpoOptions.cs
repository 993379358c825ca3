using System.ComponentModel.DataAnnotations;
using Pathwise.Networks;
using Pathwise.Options;

namespace Pathwise.PolicyGradients;

/// <summary>Everything that decides a run of PPO, apart from its environment, length and seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record PpoOptions : ActorCriticOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<PpoOptions>(ScheduleType);

    /// <summary>M, the steps that one gradient learns from; at most a rollout's are used.</summary>
    /// <value>Default 64.</value>
    [Range(1, 1_000_000)]
    [Setting("steps that one gradient learns from",
        Symbol = "M", Source = "Schulman et al. (2017), table 3; " + StableBaselines)]
    public int BatchSize { get; init; } = 64;

    /// <summary>K, how often each step of a rollout is learned from.</summary>
    /// <value>Default 10.</value>
    [Range(1, 10_000)]
    [Setting("how often each step of a rollout is learned from",
        Symbol = "K", Source = "Schulman et al. (2017), table 3; " + StableBaselines)]
    public int Epochs { get; init; } = 10;

    /// <summary>ε, how far the ratio π/π_old may leave 1 and still be paid for; a constant or a schedule.</summary>
    /// <value>Default 0.2.</value>
    [Range(0.0, 1e6)]
    [Setting("how far the ratio of new to old probability may leave 1 and still be paid for",
        Symbol = "ε", Source = "Schulman et al. (2017), eq. (7)")]
    public Schedule ClipRange { get; init; } = Schedule.Constant(0.2);

    /// <summary>Units of the memory, a layer of LSTM, through which policy and values see, each its own.</summary>
    /// <value>Default 0: none.</value>
    [Range(0, 4096)]
    [Setting("units of the memory (LSTM) through which policy and values see, each its own; 0: none",
        Source = "Huang et al. (2022); Stable-Baselines3's RecurrentPPO")]
    public int MemoryUnits { get; init; }

    /// <summary>How far a value may leave what it was and still be paid for.</summary>
    /// <value>Default null: no limit.</value>
    [Range(0.0, 1e6, MinimumIsExclusive = true)]
    [Setting("how far a value may leave what it was and still be paid for", Source = StableBaselines)]
    public double? ValueClipRange { get; init; }

    /// <summary>The divergence from the policy that acted, past 1.5 times of which learning from a rollout
    /// stops.</summary>
    /// <value>Default null: no limit.</value>
    [Range(0.0, 1e6, MinimumIsExclusive = true)]
    [Setting("the divergence from the policy that acted, past 1.5 times of which learning from a rollout stops",
        Symbol = "KL", Source = StableBaselines)]
    public double? TargetKl { get; init; }
}
