using Pathwise.Randomness;

namespace Pathwise.Autoencoders.DiscreteLatents;

/// <summary>REINFORCE with a baseline that a network learns: <c>c = ln w − b(x)</c>. Unbiased, for b does not know
/// z.</summary>
/// <remarks>Source: Mnih and Gregor (2014), <i>Neural Variational Inference and Learning</i>, arXiv:1402.0030, eq. (8).
/// Where we differ: the constant c there is the network's own bias here, and signals are not divided by their running
/// deviation, so that the estimate stays unbiased.</remarks>
public sealed class LearnedBaseline : IDiscreteEstimator
{
    /// <inheritdoc/>
    public int Samples => 1;

    /// <inheritdoc/>
    public bool FollowsPath => false;

    /// <inheritdoc/>
    public bool UsesBaseline => true;

    /// <inheritdoc/>
    public void Draw(ReadOnlySpan<float> logits, Span<float> code, ref Rng rng) => Coins.Throw(logits, code, ref rng);

    /// <inheritdoc/>
    public double Weigh(ReadOnlySpan<double> logWeights, double baseline, Span<double> shares, Span<double> scores)
    {
        (shares[0], scores[0]) = (1, logWeights[0] - baseline);
        return logWeights[0];
    }

    /// <inheritdoc/>
    public double Slope(double logit, double code) => 0;
}
