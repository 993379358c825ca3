using Pathwise.Randomness;

namespace Pathwise.Autoencoders.DiscreteLatents;

/// <summary>Softens the coin to a number in (0, 1), <c>z = σ((l + λ)/τ)</c> with λ = ln u − ln(1 − u), and goes back
/// along that path: <c>∂z/∂l = z(1 − z)/τ</c>. Biased, by less the colder it is; of more variance the colder it
/// is.</summary>
/// <remarks>Source: Jang, Gu and Poole (2017), arXiv:1611.01144; Maddison, Mnih and Teh (2017), arXiv:1611.00712, §3.1
/// for two states. The divergence is the coins' own, as in Jang et al.</remarks>
public sealed class GumbelSoftmax : IDiscreteEstimator
{
    private const double HalfUlp = 0.5 / (1L << 53);

    private readonly double _temperature;

    /// <inheritdoc cref="GumbelSoftmax"/>
    /// <param name="temperature">τ, > 0.</param>
    public GumbelSoftmax(double temperature)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        _temperature = temperature;
    }

    /// <inheritdoc/>
    public int Samples => 1;

    /// <inheritdoc/>
    public bool FollowsPath => true;

    /// <inheritdoc/>
    public bool UsesBaseline => false;

    /// <inheritdoc/>
    public void Draw(ReadOnlySpan<float> logits, Span<float> code, ref Rng rng)
    {
        for (var j = 0; j < logits.Length; j++)
        {
            var u = rng.NextDouble() + HalfUlp;                                         // never 0
            var logistic = Math.Log(u / (1 - u));
            code[j] = (float)Coins.Sigmoid((logits[j] + logistic) / _temperature);
        }
    }

    /// <inheritdoc/>
    public double Weigh(ReadOnlySpan<double> logWeights, double baseline, Span<double> shares, Span<double> scores)
    {
        (shares[0], scores[0]) = (1, 0);
        return logWeights[0];
    }

    /// <inheritdoc/>
    public double Slope(double logit, double code) => code * (1 - code) / _temperature;
}
