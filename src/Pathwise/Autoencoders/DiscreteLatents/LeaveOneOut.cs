using Pathwise.Randomness;

namespace Pathwise.Autoencoders.DiscreteLatents;

/// <summary>REINFORCE with k samples, each with the mean of the others as baseline:
/// <c>c_i = (ln w_i − (1/(k−1)) Σ_{j≠i} ln w_j) / k</c>. Unbiased.</summary>
/// <remarks>Source: Kool, van Hoof and Welling (2019), <i>Buy 4 REINFORCE Samples, Get a Baseline for Free!</i>,
/// eq. (8).</remarks>
public sealed class LeaveOneOut : IDiscreteEstimator
{
    /// <inheritdoc cref="LeaveOneOut"/>
    /// <param name="samples">k, ≥ 2.</param>
    public LeaveOneOut(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        Samples = samples;
    }

    /// <inheritdoc/>
    public int Samples { get; }

    /// <inheritdoc/>
    public bool FollowsPath => false;

    /// <inheritdoc/>
    public bool UsesBaseline => false;

    /// <inheritdoc/>
    public void Draw(ReadOnlySpan<float> logits, Span<float> code, ref Rng rng) => Coins.Throw(logits, code, ref rng);

    /// <inheritdoc/>
    public double Weigh(ReadOnlySpan<double> logWeights, double baseline, Span<double> shares, Span<double> scores)
    {
        var sum = 0.0;
        foreach (var logWeight in logWeights) sum += logWeight;
        for (var i = 0; i < logWeights.Length; i++)
        {
            var others = (sum - logWeights[i]) / (Samples - 1);
            (shares[i], scores[i]) = (1.0 / Samples, (logWeights[i] - others) / Samples);
        }

        return sum / Samples;
    }

    /// <inheritdoc/>
    public double Slope(double logit, double code) => 0;
}
