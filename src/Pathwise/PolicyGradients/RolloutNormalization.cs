namespace Pathwise.PolicyGradients;

/// <summary>What is done to observations and rewards before a policy and its values learn from them.</summary>
/// <param name="Observations">Whether observations are shifted and scaled to mean 0 and variance 1, as seen so far, and
/// cut to ±10.</param>
/// <param name="Rewards">Whether rewards are scaled so that discounted returns have variance 1, as seen so far, and cut
/// to ±10.</param>
/// <param name="Gamma">γ of those returns.</param>
public readonly record struct RolloutNormalization(bool Observations, bool Rewards, double Gamma)
{
    /// <summary>The greatest magnitude of what was normalised. Source: Stable-Baselines3's
    /// <c>VecNormalize</c>.</summary>
    public const double Clip = 10;
}
