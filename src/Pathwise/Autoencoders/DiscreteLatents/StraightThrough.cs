using Pathwise.Randomness;

namespace Pathwise.Autoencoders.DiscreteLatents;

/// <summary>Throws the coin, and goes back as if its probability had been passed on:
/// <c>∂z/∂l := σ(l) σ(−l)</c>. Biased.</summary>
/// <remarks>Source: Bengio, Léonard and Courville (2013), arXiv:1308.3432, §4.</remarks>
public sealed class StraightThrough : IDiscreteEstimator
{
    /// <inheritdoc/>
    public int Samples => 1;

    /// <inheritdoc/>
    public bool FollowsPath => true;

    /// <inheritdoc/>
    public bool UsesBaseline => false;

    /// <inheritdoc/>
    public void Draw(ReadOnlySpan<float> logits, Span<float> code, ref Rng rng) => Coins.Throw(logits, code, ref rng);

    /// <inheritdoc/>
    public double Weigh(ReadOnlySpan<double> logWeights, double baseline, Span<double> shares, Span<double> scores)
    {
        (shares[0], scores[0]) = (1, 0);
        return logWeights[0];
    }

    /// <inheritdoc/>
    public double Slope(double logit, double code) => Coins.Sigmoid(logit) * Coins.Sigmoid(-logit);
}
