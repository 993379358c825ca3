namespace Pathwise.PolicyGradients;

/// <summary>The return of each step of a rollout, n rewards of it seen and the rest estimated:
/// <c>G_{t:t+n} = R_{t+1} + … + γ^{n−1} R_{t+n} + γⁿ v(S_{t+n})</c>.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §7.1, eq. (7.1); as the actor-critic of Mnih et al. (2016) uses it, with n
/// the whole rollout.</para>
/// <para>A return that meets an end before it has n rewards stops there; see <see cref="GeneralizedAdvantage"/> for
/// ends, for what they are worth, and for the order of rows.</para>
/// </remarks>
public static class NStepReturns
{
    /// <summary>Computes G_{t:t+n} of every step. Takes n additions a step.</summary>
    /// <param name="rewards">R_{t+1}, [rows].</param>
    /// <param name="values">v(S_t), [rows].</param>
    /// <param name="ends">Where returns stop after this step, [rows]; everywhere in the last rows.</param>
    /// <param name="endValues">v(S_{t+1}) where returns stop, [rows]; not read elsewhere.</param>
    /// <param name="environments">Environments side by side, ≥ 1.</param>
    /// <param name="gamma">γ, in [0, 1].</param>
    /// <param name="steps">n, ≥ 1.</param>
    /// <param name="returns">Receives G, [rows].</param>
    /// <exception cref="ArgumentException">The lengths differ, or are no multiple of the environments.</exception>
    public static void Compute(
        ReadOnlySpan<double> rewards, ReadOnlySpan<double> values, ReadOnlySpan<bool> ends,
        ReadOnlySpan<double> endValues, int environments, double gamma, int steps, Span<double> returns)
    {
        RolloutShape.Check(rewards, values, ends, endValues, environments, returns);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);

        for (var first = 0; first < rewards.Length; first++)
        {
            var last = first;                                                     // the n-th reward's row, or an end's
            for (var k = 1; k < steps && !ends[last]; k++) last += environments;

            var g = ends[last] ? endValues[last] : values[last + environments];               // v(S_{t+n})
            for (var row = last; row >= first; row -= environments) g = rewards[row] + (gamma * g);
            returns[first] = g;
        }
    }
}
