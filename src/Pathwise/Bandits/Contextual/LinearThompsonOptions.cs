using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.Bandits.Contextual;

/// <summary>What decides how a linear Thompson sampling explores.</summary>
public sealed record LinearThompsonOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<LinearThompsonOptions>();

    /// <summary>v, the posterior's deviation in units of √(xᵀA⁻¹x): the deviation of a reward about its mean, where
    /// that is known.</summary>
    /// <value>Default 1. The paper's bound on regret is proved for a larger one, of order √(d ln t).</value>
    [Range(0.0, 1e6)]
    [Setting("the posterior's deviation: that of a reward about its mean",
        Symbol = "v", Source = "Agrawal & Goyal (2013), §2.2")]
    public double Scale { get; init; } = 1;

    /// <summary>λ, what A begins with on its diagonal: v²/λ is the prior variance of each coefficient.</summary>
    /// <value>Default 1, as in Algorithm 1.</value>
    [Range(0.0, 1e12, MinimumIsExclusive = true)]
    [Setting("what A begins with on its diagonal", Symbol = "λ", Source = "Agrawal & Goyal (2013), Algorithm 1")]
    public double Ridge { get; init; } = 1;
}
