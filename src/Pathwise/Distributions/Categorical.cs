using Pathwise.Randomness;

namespace Pathwise.Distributions;

/// <summary>One of n choices, <c>p_i = exp(l_i) / Σ_j exp(l_j)</c>; the parameters are the logits l.</summary>
/// <remarks>
/// <para>A logit of −∞ forbids its choice: the probability is exactly 0, it is never drawn, adds nothing to entropy and
/// divergence, and receives no gradient. At least one logit must be finite, and none may be +∞ or NaN. See
/// <see cref="Forbid"/>.</para>
/// <para>Computed in double, stable for all such logits: only differences to the greatest logit are
/// exponentiated.</para>
/// </remarks>
public readonly record struct Categorical : IDistribution<int>
{
    /// <inheritdoc cref="Categorical"/>
    /// <param name="choices">n, ≥ 1.</param>
    public Categorical(int choices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(choices, 1);
        Choices = choices;
    }

    /// <summary>n, the number of choices.</summary>
    public int Choices { get; }

    /// <inheritdoc/>
    public int ParameterCount => Choices;

    /// <inheritdoc/>
    public int ActionSize => 1;

    /// <summary>Forbids choices: sets their logits to −∞.</summary>
    /// <param name="logits">l, [n], changed in place.</param>
    /// <param name="allowed">Which choices there are, [n]; at least one.</param>
    /// <exception cref="ArgumentException">The lengths differ, or nothing is allowed.</exception>
    public static void Forbid(Span<float> logits, ReadOnlySpan<bool> allowed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(allowed.Length, logits.Length);
        if (!allowed.Contains(true))
            throw new ArgumentException("A mask must allow at least one choice.", nameof(allowed));

        for (var i = 0; i < logits.Length; i++)
            if (!allowed[i]) logits[i] = float.NegativeInfinity;
    }

    /// <inheritdoc/>
    /// <remarks>Takes one uniform number, whatever n is.</remarks>
    public void Sample(ReadOnlySpan<float> parameters, Span<int> action, ref Rng rng)
    {
        var (max, total) = Normaliser(parameters);
        var threshold = rng.NextDouble() * total;                   // in units of the greatest probability
        var (sum, possible) = (0.0, 0);
        for (var i = 0; i < parameters.Length; i++)
        {
            var weight = Weight(parameters[i], max);
            if (weight > 0) possible = i;
            sum += weight;
            if (sum > threshold) break;                             // never there only if the product was rounded up to total
        }

        action[0] = possible;
    }

    /// <inheritdoc/>
    public void Mode(ReadOnlySpan<float> parameters, Span<int> action)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, Choices);
        var best = 0;
        for (var i = 1; i < parameters.Length; i++)
            if (parameters[i] > parameters[best]) best = i;
        action[0] = best;
    }

    /// <inheritdoc/>
    public double LogProbability(ReadOnlySpan<float> parameters, ReadOnlySpan<int> action)
    {
        var (max, total) = Normaliser(parameters);
        return (double)parameters[action[0]] - max - Math.Log(total);
    }

    /// <inheritdoc/>
    public double Entropy(ReadOnlySpan<float> parameters)
    {
        var (max, total) = Normaliser(parameters);
        return Entropy(parameters, max, total);
    }

    /// <inheritdoc/>
    /// <remarks>+∞ where q forbids what p allows.</remarks>
    public double KullbackLeibler(ReadOnlySpan<float> p, ReadOnlySpan<float> q)
    {
        var (maxP, totalP) = Normaliser(p);
        var (maxQ, totalQ) = Normaliser(q);
        var shift = (double)maxQ - maxP + Math.Log(totalQ / totalP);
        var divergence = 0.0;                                       // Σ p (ln p − ln q)
        for (var i = 0; i < p.Length; i++)
            if (Weight(p[i], maxP) is > 0 and var weight) divergence += weight / totalP * ((double)p[i] - q[i] + shift);
        return Math.Max(0, divergence);                             // rounding alone can bring it below
    }

    /// <inheritdoc/>
    /// <remarks>∇ ln p(a) = onehot(a) − p.</remarks>
    public void AddLogProbabilityGradient(
        ReadOnlySpan<float> parameters, ReadOnlySpan<int> action, double weight, Span<float> gradient)
    {
        var (max, total) = Normaliser(parameters);
        var chosen = action[0];
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)chosen, (uint)Choices, nameof(action));
        for (var i = 0; i < parameters.Length; i++)
            gradient[i] += (float)(weight * ((i == chosen ? 1 : 0) - (Weight(parameters[i], max) / total)));
    }

    /// <inheritdoc/>
    /// <remarks>∂H/∂l_i = −p_i (ln p_i + H).</remarks>
    public void AddEntropyGradient(ReadOnlySpan<float> parameters, double weight, Span<float> gradient)
    {
        var (max, total) = Normaliser(parameters);
        var entropy = Entropy(parameters, max, total);
        var logTotal = Math.Log(total);
        for (var i = 0; i < parameters.Length; i++)
            if (Weight(parameters[i], max) is > 0 and var w)
                gradient[i] -= (float)(weight * (w / total) * (parameters[i] - (double)max - logTotal + entropy));
    }

    /// <inheritdoc/>
    /// <remarks>∂KL/∂l_i = p_i (ln p_i − ln q_i − KL); not finite where the divergence is not.</remarks>
    public void AddKullbackLeiblerGradient(
        ReadOnlySpan<float> p, ReadOnlySpan<float> q, double weight, Span<float> gradient)
    {
        var (maxP, totalP) = Normaliser(p);
        var (maxQ, totalQ) = Normaliser(q);
        var shift = (double)maxQ - maxP + Math.Log(totalQ / totalP);
        var divergence = KullbackLeibler(p, q);
        for (var i = 0; i < p.Length; i++)
            if (Weight(p[i], maxP) is > 0 and var w)
                gradient[i] += (float)(weight * (w / totalP) * ((double)p[i] - q[i] + shift - divergence));
    }

    /// <summary>m = max_j l_j, and Σ_j exp(l_j − m), which is at least 1.</summary>
    private (float Max, double Total) Normaliser(ReadOnlySpan<float> logits)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length, Choices);
        var max = logits[0];
        for (var i = 1; i < logits.Length; i++)
            if (logits[i] > max) max = logits[i];

        var total = 0.0;
        foreach (var logit in logits) total += Weight(logit, max);
        return (max, total);
    }

    /// <summary>exp(l − m), at most 1; spared the exponential where l = m.</summary>
    private static double Weight(float logit, float max) => logit == max ? 1 : Math.Exp((double)logit - max);

    /// <summary>−Σ p ln p.</summary>
    private static double Entropy(ReadOnlySpan<float> logits, float max, double total)
    {
        var mean = 0.0;                                             // Σ p (l − m)
        foreach (var logit in logits)
            if (Weight(logit, max) is > 0 and var weight) mean += weight / total * ((double)logit - max);
        return Math.Log(total) - mean;
    }
}
