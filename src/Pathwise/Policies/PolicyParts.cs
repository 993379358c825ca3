using Pathwise.Environments;

namespace Pathwise.Policies;

/// <summary>What a trained policy is made of.</summary>
/// <param name="Observations">What it sees: choices are zeros and ones to the network.</param>
/// <param name="Actions">What it does.</param>
/// <param name="Rule">How the network's numbers become an action.</param>
/// <param name="Network">The network.</param>
public sealed record PolicyParts(Space Observations, Space Actions, ActionRule Rule, PolicyNetwork Network)
{
    /// <summary>What is done to what the network sees; null for nothing.</summary>
    public ObservationScaling? Scaling { get; init; }

    /// <summary>For <see cref="ActionRule.Reals"/>: ln σ, [actions], or L of a σ that depends on the state, [features,
    /// actions], with <c>σ_j² = Σ_k φ_k² exp(2 L_kj) + 10⁻⁶</c>.</summary>
    public ReadOnlyMemory<float> LogSigmas { get; init; }

    /// <summary>For <see cref="ActionRule.Values"/>: N, the numbers for each choice.</summary>
    public int Atoms { get; init; } = 1;

    /// <summary>For <see cref="ActionRule.Values"/>: ε of drawn actions.</summary>
    public double Epsilon { get; init; }

    /// <summary>For <see cref="ActionRule.Squashed"/> without ln σ: the σ of the noise of drawn actions, in [−1,
    /// 1].</summary>
    public double Noise { get; init; }

    /// <summary>Whether it learned where not every choice was there at all times.</summary>
    public bool IsMasked { get; init; }

    /// <summary>Where it comes from; null where nobody said.</summary>
    public PolicyOrigin? Origin { get; init; }
}
