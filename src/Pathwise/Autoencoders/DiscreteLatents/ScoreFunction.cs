using Pathwise.Randomness;

namespace Pathwise.Autoencoders.DiscreteLatents;

/// <summary>REINFORCE: <c>c = ln w</c>. Unbiased, and of great variance.</summary>
/// <remarks>Source: Williams (1992); for latent variables Paisley, Blei and Jordan (2012), arXiv:1206.6430,
/// eq. (4).</remarks>
public sealed class ScoreFunction : IDiscreteEstimator
{
    /// <inheritdoc/>
    public int Samples => 1;

    /// <inheritdoc/>
    public bool FollowsPath => false;

    /// <inheritdoc/>
    public bool UsesBaseline => false;

    /// <inheritdoc/>
    public void Draw(ReadOnlySpan<float> logits, Span<float> code, ref Rng rng) => Coins.Throw(logits, code, ref rng);

    /// <inheritdoc/>
    public double Weigh(ReadOnlySpan<double> logWeights, double baseline, Span<double> shares, Span<double> scores)
    {
        (shares[0], scores[0]) = (1, logWeights[0]);
        return logWeights[0];
    }

    /// <inheritdoc/>
    public double Slope(double logit, double code) => 0;
}
