namespace Pathwise.Bandits.OffPolicy;

/// <summary>Asks what another policy would have earned, with no more than a log of what was done.</summary>
/// <remarks>
/// <para>Each row counts by <c>ρ_i = π(a_i)/p_i</c>, how much more probable the policy in question makes what was done.
/// That is right in the mean if the log's policy could do all that π may do, and if its propensities are true. Where ρ
/// varies much, little of the log is used: see <see cref="PolicyEstimate.EffectiveSampleSize"/>.</para>
/// <para>Symbols: n rows, K arms; a_i, p_i and r_i are the log's. A policy is given by the probability of each arm,
/// either [K], the same for every row, or [n, K], a row for each; a model of the rewards likewise. A policy that would
/// never have done what was logged is refused.</para>
/// </remarks>
public static class OffPolicyEvaluation
{
    /// <summary>Inverse propensity: <c>V̂ = 1/n Σ_i ρ_i r_i</c>.</summary>
    /// <remarks>Source: D. G. Horvitz and D. J. Thompson, <i>A Generalization of Sampling Without Replacement from a
    /// Finite Universe</i>, JASA 47, 1952. Unbiased, unless clipped.</remarks>
    /// <param name="log">What was done.</param>
    /// <param name="policy">π, [K] or [n, K].</param>
    /// <param name="clipAt">The greatest ρ; a larger one is cut to it, which lowers variance and adds a bias toward
    /// 0. Default ∞: no clipping.</param>
    /// <exception cref="BadInputException">The policy is none; the sentence says in which row.</exception>
    public static PolicyEstimate InversePropensity(
        LoggedDecisions log, ReadOnlySpan<double> policy, double clipAt = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(log);
        var (weights, clipped) = Weights(log, policy, clipAt);
        var terms = new double[log.Count];
        for (var i = 0; i < terms.Length; i++) terms[i] = weights[i] * log.Rewards[i];          // ρ_i r_i
        return Estimate(terms, null, weights, clipped);
    }

    /// <summary>Self-normalised inverse propensity: <c>V̂ = Σ_i ρ_i r_i / Σ_i ρ_i</c>.</summary>
    /// <remarks>Source: A. Swaminathan and T. Joachims, <i>The Self-Normalized Estimator for Counterfactual
    /// Learning</i>, NIPS 2015. Consistent; stays within the rewards that were seen, and does not change with their
    /// origin. Its bias is of order 1/n.</remarks>
    /// <param name="log">What was done.</param>
    /// <param name="policy">π, [K] or [n, K].</param>
    /// <param name="clipAt">The greatest ρ. Default ∞: no clipping.</param>
    /// <exception cref="BadInputException">The policy is none; the sentence says in which row.</exception>
    public static PolicyEstimate SelfNormalized(
        LoggedDecisions log, ReadOnlySpan<double> policy, double clipAt = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(log);
        var (weights, clipped) = Weights(log, policy, clipAt);
        var terms = new double[log.Count];
        for (var i = 0; i < terms.Length; i++) terms[i] = weights[i] * log.Rewards[i];          // ρ_i r_i
        return Estimate(terms, weights, weights, clipped);
    }

    /// <summary>Doubly robust: <c>V̂ = 1/n Σ_i [ Σ_a π(a) q̂(a) + ρ_i (r_i − q̂(a_i)) ]</c>.</summary>
    /// <remarks>Source: M. Dudík, J. Langford and L. Li, <i>Doubly Robust Policy Evaluation and Learning</i>, ICML
    /// 2011, eq. (3). Unbiased where either the propensities or the model are right, the model being independent of the
    /// log (fit it on other rows); the better the model, the smaller the variance.</remarks>
    /// <param name="log">What was done.</param>
    /// <param name="policy">π, [K] or [n, K].</param>
    /// <param name="model">q̂, the reward to be expected of each arm, [K] or [n, K].</param>
    /// <param name="clipAt">The greatest ρ; clipping biases toward the model. Default ∞: no clipping.</param>
    /// <exception cref="BadInputException">The policy or the model is none; the sentence says in which row.</exception>
    public static PolicyEstimate DoublyRobust(
        LoggedDecisions log, ReadOnlySpan<double> policy, ReadOnlySpan<double> model,
        double clipAt = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(log);
        var (weights, clipped) = Weights(log, policy, clipAt);
        var modelStride = Stride(log, model, "model");
        for (var i = 0; i < model.Length; i++)
            if (!double.IsFinite(model[i])) throw new BadInputException(FormattableString.Invariant(
                $"Row {i / log.Arms} of the model (the first is row 0) has {model[i]} for arm {i % log.Arms}; ")
                + "it must be finite.");

        var policyStride = Stride(log, policy, "policy");
        var terms = new double[log.Count];
        for (var i = 0; i < terms.Length; i++)
        {
            var pi = policy.Slice(i * policyStride, log.Arms);
            var q = model.Slice(i * modelStride, log.Arms);
            var direct = 0.0;
            for (var a = 0; a < pi.Length; a++) direct += pi[a] * q[a];                         // Σ_a π(a) q̂(a)
            terms[i] = direct + (weights[i] * (log.Rewards[i] - q[log.Chosen[i]]));             // + ρ_i (r_i − q̂(a_i))
        }

        return Estimate(terms, null, weights, clipped);
    }

    private static PolicyEstimate Estimate(double[] terms, double[]? denominators, double[] weights, int clipped)
    {
        var (sum, squares) = (weights.Sum(), weights.Sum(weight => weight * weight));
        return new(terms, denominators, sum / squares * sum, weights.Max(), clipped);
    }

    /// <summary>ρ, [n], clipped.</summary>
    private static (double[] Weights, int Clipped) Weights(
        LoggedDecisions log, ReadOnlySpan<double> policy, double clipAt)
    {
        if (!(clipAt > 0)) throw new ArgumentOutOfRangeException(
            nameof(clipAt), clipAt, "The greatest weight must be above 0.");
        var stride = Stride(log, policy, "policy");
        for (var row = 0; row < policy.Length / log.Arms; row++)
            CheckDistribution(policy.Slice(row * log.Arms, log.Arms), row);

        var (weights, clipped) = (new double[log.Count], 0);
        for (var i = 0; i < weights.Length; i++)
        {
            var weight = policy[(i * stride) + log.Chosen[i]] / log.Propensities[i];            // ρ_i = π(a_i)/p_i
            if (weight > clipAt) clipped++;
            weights[i] = Math.Min(weight, clipAt);
        }

        return weights.AsSpan().ContainsAnyExcept(0.0) ? (weights, clipped) : throw new BadInputException(
            "The policy would never have done what was logged, so the log says nothing about it.");
    }

    /// <summary>0 where one row serves all, K where each has its own.</summary>
    private static int Stride(LoggedDecisions log, ReadOnlySpan<double> table, string name)
    {
        if (table.Length == log.Arms) return 0;
        return table.Length == (long)log.Count * log.Arms ? log.Arms : throw new BadInputException(
            $"The {name} must have {log.Arms} numbers, one for each arm, or {(long)log.Count * log.Arms}, "
            + $"as many for each of {log.Count} rows; it has {table.Length}.");
    }

    private static void CheckDistribution(ReadOnlySpan<double> pi, int row)
    {
        var sum = 0.0;
        for (var a = 0; a < pi.Length; a++)
        {
            if (!(pi[a] >= 0)) throw new BadInputException(FormattableString.Invariant(
                $"Row {row} of the policy (the first is row 0) has {pi[a]} for arm {a}; a probability is at least 0."));
            sum += pi[a];
        }

        if (!(Math.Abs(sum - 1) <= 1e-6)) throw new BadInputException(FormattableString.Invariant(
            $"Row {row} of the policy (the first is row 0) sums to {sum}; probabilities sum to 1."));
    }
}
