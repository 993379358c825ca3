using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>Pixels N(m_i, σ_i²), all said by the decoder; the parameters are <c>[m…, ln σ²…]</c>.</summary>
/// <remarks>
/// <para><c>−ln p = Σ (x_i − m_i)²/2σ_i² + ½ ln σ_i² + ½ ln 2π</c>. Source: Kingma and Welling (2014), arXiv:1312.6114,
/// appendix C.2: the decoder of their Frey faces, with the sigmoid as link.</para>
/// <para>σ is clamped to [least, e¹⁰] in value and gradient alike. Computed in double.</para>
/// </remarks>
public sealed class PredictedGaussianLikelihood : ILikelihood
{
    private readonly double _leastLogVariance;

    /// <inheritdoc cref="PredictedGaussianLikelihood"/>
    /// <param name="size">Pixels, ≥ 1.</param>
    /// <param name="leastSigma">The least σ, > 0.</param>
    /// <param name="link">How the parameters say m.</param>
    public PredictedGaussianLikelihood(int size, double leastSigma, MeanLink link = MeanLink.Identity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(leastSigma);
        (Size, _leastLogVariance, Link) = (size, 2 * Math.Log(leastSigma), link);
    }

    /// <inheritdoc/>
    public int Size { get; }

    /// <inheritdoc/>
    public int ParameterCount => 2 * Size;

    /// <inheritdoc/>
    public MeanLink Link { get; }

    /// <inheritdoc/>
    public double NegativeLogProbability(
        ReadOnlySpan<float> example, ReadOnlySpan<float> parameters, float weight, Span<float> gradients)
    {
        Lengths.MustMatch(example.Length, Size, nameof(example));
        Lengths.MustMatch(parameters.Length, ParameterCount, nameof(parameters));
        var sum = 0.0;
        for (var i = 0; i < example.Length; i++)
        {
            var logVariance = Clamp(parameters[Size + i]);
            var precision = Math.Exp(-logVariance);
            var (mean, slope) = PixelMean.Of(Link, parameters[i]);
            var error = mean - example[i];
            var scaled = error * error * precision;
            sum += (0.5 * (scaled + logVariance)) + GaussianLikelihood.HalfLogTwoPi;
            if (gradients.IsEmpty) continue;
            gradients[i] = (float)(weight * error * precision * slope);
            gradients[Size + i] = logVariance == parameters[Size + i] ? (float)(weight * 0.5 * (1 - scaled)) : 0;
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Terms(ReadOnlySpan<float> example, ReadOnlySpan<float> parameters, Span<float> terms)
    {
        for (var i = 0; i < terms.Length; i++)
            terms[i] = GaussianLikelihood.Term(
                example[i] - PixelMean.Of(Link, parameters[i]).Mean, 0.5 * Clamp(parameters[Size + i]));
    }

    /// <inheritdoc/>
    public void Mean(ReadOnlySpan<float> parameters, Span<float> mean) =>
        GaussianLikelihood.Mean(Link, parameters[..Size], mean);

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<float> parameters, Span<float> example, ref Rng rng)
    {
        Mean(parameters, example);
        for (var i = 0; i < example.Length; i++)
            example[i] = (float)(example[i] + (Math.Exp(0.5 * Clamp(parameters[Size + i])) * rng.NextNormal()));
    }

    private double Clamp(double logVariance) =>
        Math.Clamp(logVariance, _leastLogVariance, 2 * DiagonalPosterior.GreatestLogSigma);
}
