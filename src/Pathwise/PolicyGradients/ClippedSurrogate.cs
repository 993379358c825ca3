namespace Pathwise.PolicyGradients;

/// <summary>PPO's objective: a surrogate of the return that pays nothing for leaving the policy that acted by more than
/// ε: <c>L = 1/n Σ min(r A, clip(r, 1 − ε, 1 + ε) A)</c>, with <c>r = π(a|s,θ) / π(a|s,θ_old)</c>.</summary>
/// <remarks>
/// <para>Source: Schulman, Wolski, Dhariwal, Radford &amp; Klimov (2017), <i>Proximal policy optimization
/// algorithms</i>, eq. (7). Symbols: A = the advantage, ε = <see cref="ClipRange"/>.</para>
/// <para>∂r/∂ln π = r, so ∂L/∂ln π(a_i) = r_i A_i / n, and 0 where the clipped side is the smaller one: where A &gt; 0
/// and r &gt; 1 + ε, or A &lt; 0 and r &lt; 1 − ε. At r = 1 it is A_i / n: the policy gradient.</para>
/// <para>Knows nothing of environments or networks: whatever has log-probabilities and advantages can climb it.</para>
/// </remarks>
public readonly record struct ClippedSurrogate
{
    /// <inheritdoc cref="ClippedSurrogate"/>
    /// <param name="clipRange">ε, ≥ 0; ∞ does not clip.</param>
    public ClippedSurrogate(double clipRange)
    {
        if (!(clipRange >= 0))
            throw new ArgumentOutOfRangeException(nameof(clipRange), clipRange, "The clip range must be at least 0.");
        ClipRange = clipRange;
    }

    /// <summary>ε.</summary>
    public double ClipRange { get; }

    /// <summary>One action's term, and its slope.</summary>
    /// <param name="logRatio">ln r = ln π(a|s,θ) − ln π(a|s,θ_old).</param>
    /// <param name="advantage">A.</param>
    /// <returns><c>min(r A, clip(r, 1 − ε, 1 + ε) A)</c>, and its derivative with respect to ln π(a|s,θ).</returns>
    public (double Value, double Weight) At(double logRatio, double advantage)
    {
        var ratio = Math.Exp(logRatio);
        var unclipped = ratio * advantage;
        var clipped = Math.Clamp(ratio, 1 - ClipRange, 1 + ClipRange) * advantage;
        return clipped < unclipped ? (clipped, 0) : (unclipped, unclipped);
    }

    /// <summary>A batch's weights, <c>w_i = ∂L/∂ln π(a_i|s_i,θ)</c>: what each score ∇ln π is to be multiplied by to
    /// climb L.</summary>
    /// <param name="oldLogProbabilities">ln π(a|s,θ_old), [n], n ≥ 1.</param>
    /// <param name="logProbabilities">ln π(a|s,θ), [n].</param>
    /// <param name="advantages">A, [n].</param>
    /// <param name="weights">Receives w, [n]; may be any of the others.</param>
    /// <returns>L, and how far the policy has gone from the one that acted.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or are 0.</exception>
    public SurrogateReport Weigh(
        ReadOnlySpan<double> oldLogProbabilities, ReadOnlySpan<double> logProbabilities,
        ReadOnlySpan<double> advantages, Span<double> weights)
    {
        var n = advantages.Length;
        if (n == 0 || oldLogProbabilities.Length != n || logProbabilities.Length != n || weights.Length != n)
            throw new ArgumentException(
                "A surrogate needs as many old and new log-probabilities and weights as advantages, at least one; got "
                + $"{oldLogProbabilities.Length}, {logProbabilities.Length} and {weights.Length} for {n}.");

        var (objective, clipped, divergence) = (0.0, 0, 0.0);
        for (var i = 0; i < n; i++)
        {
            var logRatio = logProbabilities[i] - oldLogProbabilities[i];
            var (value, weight) = At(logRatio, advantages[i]);
            var lessOne = Math.Exp(logRatio) - 1;
            objective += value;
            divergence += lessOne - logRatio;                                      // (r − 1) − ln r ≥ 0
            if (Math.Abs(lessOne) > ClipRange) clipped++;
            weights[i] = weight / n;
        }

        return new(objective / n, (double)clipped / n, divergence / n);
    }
}
