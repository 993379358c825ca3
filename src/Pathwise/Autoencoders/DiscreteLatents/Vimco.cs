using Pathwise.Randomness;

namespace Pathwise.Autoencoders.DiscreteLatents;

/// <summary>Climbs the importance-weighted bound of k coins' samples; each sample's signal is how much the bound is
/// above what it would be had that sample been like the others. Unbiased.</summary>
/// <remarks>
/// <para>Source: Mnih and Rezende (2016), <i>Variational Inference for Monte Carlo Objectives</i>, arXiv:1602.06725,
/// eqs. (9) and (10):</para>
/// <code>
/// L = ln (1/k) Σ_i w_i,     L_{−i} = the same with the others' geometric mean in place of w_i
/// ∂L/∂l ≈ Σ_i (L − L_{−i}) ∇ ln q(z_i|x) + Σ_i w̃_i ∇ ln w_i,     ∇ ln w_i = −∇ ln q(z_i|x)
/// </code>
/// </remarks>
public sealed class Vimco : IDiscreteEstimator
{
    /// <inheritdoc cref="Vimco"/>
    /// <param name="samples">k, ≥ 2.</param>
    public Vimco(int samples)
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
        logWeights.CopyTo(shares);
        var bound = LogMeanExp.Normalise(shares);                                       // L; shares are w̃
        var sum = 0.0;
        foreach (var logWeight in logWeights) sum += logWeight;
        for (var i = 0; i < logWeights.Length; i++)
        {
            var without = new LogMeanExp();
            for (var j = 0; j < logWeights.Length; j++)
                without.Add(j == i ? (sum - logWeights[i]) / (Samples - 1) : logWeights[j]);
            scores[i] = bound - without.Value - shares[i];                              // L − L_{−i} − w̃_i
        }

        return bound;
    }

    /// <inheritdoc/>
    public double Slope(double logit, double code) => 0;
}
