using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.Bandits.Contextual;

/// <summary>What decides how a linear UCB explores.</summary>
public sealed record LinearUcbOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<LinearUcbOptions>();

    /// <summary>α, how many deviations above its estimate an arm is taken to be worth.</summary>
    /// <value>Default 1. With rewards in [0, 1] the bound holds with probability 1 − δ for
    /// α = 1 + √(ln(2/δ)/2).</value>
    [Range(0.0, 1e6)]
    [Setting("deviations above its estimate that an arm is taken to be worth",
        Symbol = "α", Source = "Li et al. (2010), eq. (4)")]
    public double Alpha { get; init; } = 1;

    /// <summary>λ, what A begins with on its diagonal.</summary>
    /// <value>Default 1, as in Algorithm 1.</value>
    [Range(0.0, 1e12, MinimumIsExclusive = true)]
    [Setting("what A begins with on its diagonal", Symbol = "λ", Source = "Li et al. (2010), Algorithm 1")]
    public double Ridge { get; init; } = 1;
}
