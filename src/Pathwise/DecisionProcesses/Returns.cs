namespace Pathwise.DecisionProcesses;

/// <summary>What a sequence of rewards R₁, R₂, …, R_T comes to.</summary>
public static class Returns
{
    /// <summary>The sum of the first rewards, <c>R₁ + … + R_h</c>: the return of a finite horizon.</summary>
    /// <remarks>Source: Sutton &amp; Barto (2018), eq. (3.7).</remarks>
    /// <param name="rewards">R, [T].</param>
    /// <param name="horizon">h, ≥ 0; what comes later does not count.</param>
    public static double FiniteHorizon(ReadOnlySpan<double> rewards, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        return Discounted(rewards[..Math.Min(horizon, rewards.Length)], gamma: 1);
    }

    /// <summary>The discounted sum, <c>G = Σ_k γᵏ R_{k+1}</c>.</summary>
    /// <remarks>Source: Sutton &amp; Barto (2018), eq. (3.8); from the end, <c>G_t = R_{t+1} + γ G_{t+1}</c>
    /// (3.9).</remarks>
    /// <param name="rewards">R, [T].</param>
    /// <param name="gamma">γ, in [0, 1].</param>
    /// <param name="tail">What follows the last reward: 0 where the process ended, an estimate of the value where it
    /// was cut.</param>
    public static double Discounted(ReadOnlySpan<double> rewards, double gamma, double tail = 0)
    {
        FiniteMdpBuilder.MustBeDiscount(gamma);
        var value = tail;
        for (var t = rewards.Length - 1; t >= 0; t--) value = rewards[t] + (gamma * value);
        return value;
    }

    /// <summary>The differential sum, <c>Σ_k (R_{k+1} − r̄)</c>: how much more than the average a start
    /// brings.</summary>
    /// <remarks>Source: Sutton &amp; Barto (2018), eq. (10.9), for continuing tasks.</remarks>
    /// <param name="rewards">R, [T].</param>
    /// <param name="averageReward">r̄.</param>
    public static double Differential(ReadOnlySpan<double> rewards, double averageReward)
    {
        var value = 0.0;
        foreach (var reward in rewards) value += reward - averageReward;
        return value;
    }
}
