namespace Pathwise.PolicyGradients;

/// <summary>The return from each step to its episode's end:
/// <c>G_t = Σ_{k=t+1}^T γ^{k−t−1} R_k + γ^{T−t} V</c>.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §3.3, eq. (3.11). V is what the end is worth: 0 if the episode
/// terminated, an estimate of the last state's value if it was cut.</para>
/// <para>One backward pass, for G_t = R_{t+1} + γ G_{t+1}: episodes may be interleaved, as long as each one's steps
/// are in order.</para>
/// </remarks>
public static class MonteCarloReturns
{
    /// <summary>Computes G_t of every step.</summary>
    /// <param name="rewards">R_{t+1}, [rows], each episode's in order of time.</param>
    /// <param name="episodeOf">Which episode a row belongs to, [rows].</param>
    /// <param name="gamma">γ, in (0, 1].</param>
    /// <param name="next">What each episode's end is worth, [episodes]; left holding G₀ of each.</param>
    /// <param name="returns">Receives G_t, [rows].</param>
    public static void Compute(
        ReadOnlySpan<double> rewards, ReadOnlySpan<int> episodeOf, double gamma,
        Span<double> next, Span<double> returns)
    {
        if (rewards.Length != episodeOf.Length || rewards.Length > returns.Length)
            throw new ArgumentException(
                $"Returns need rewards and episodes of one length; got {rewards.Length}, {episodeOf.Length} "
                + $"and room for {returns.Length}.");

        for (var row = rewards.Length - 1; row >= 0; row--)
        {
            ref var g = ref next[episodeOf[row]];                                           // G_{t+1}
            returns[row] = g = rewards[row] + (gamma * g);                                  // G_t ← R_{t+1} + γ G_{t+1}
        }
    }
}
