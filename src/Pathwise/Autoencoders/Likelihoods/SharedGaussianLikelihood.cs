using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>Pixels N(m_i, σ²) with one σ that is learned; the parameters are <c>[m…, ln σ]</c>.</summary>
/// <remarks>
/// <para><c>−ln p = Σ (x_i − m_i)²/2σ² + n ln σ + ½ n ln 2π</c>; <c>∂/∂ln σ = n − Σ (x_i − m_i)²/σ²</c>: at its best,
/// σ² is the mean squared error, so β is weighed against it by itself (Rybkin et al. (2021), arXiv:2006.13202).</para>
/// <para>ln σ does not depend on z: it is a <see cref="Networks.FreeOutputs"/>. σ is clamped to [least, e¹⁰] in value
/// and gradient alike, for densities of 8-bit grey levels have no upper bound.</para>
/// </remarks>
public sealed class SharedGaussianLikelihood : ILikelihood
{
    private readonly double _leastLogSigma;

    /// <inheritdoc cref="SharedGaussianLikelihood"/>
    /// <param name="size">Pixels, ≥ 1.</param>
    /// <param name="leastSigma">The least σ, > 0.</param>
    /// <param name="link">How the parameters say m.</param>
    public SharedGaussianLikelihood(int size, double leastSigma, MeanLink link = MeanLink.Identity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(leastSigma);
        (Size, _leastLogSigma, Link) = (size, Math.Log(leastSigma), link);
    }

    /// <inheritdoc/>
    public int Size { get; }

    /// <inheritdoc/>
    public int ParameterCount => Size + 1;

    /// <inheritdoc/>
    public MeanLink Link { get; }

    /// <inheritdoc/>
    public double NegativeLogProbability(
        ReadOnlySpan<float> example, ReadOnlySpan<float> parameters, float weight, Span<float> gradients)
    {
        Lengths.MustMatch(example.Length, Size, nameof(example));
        Lengths.MustMatch(parameters.Length, ParameterCount, nameof(parameters));
        var logSigma = Clamp(parameters[Size]);
        var precision = Math.Exp(-2 * logSigma);
        var means = gradients.IsEmpty ? gradients : gradients[..Size];
        var squares = SquaredErrors.Sum(example, parameters[..Size], Link, (float)(weight * precision), means);
        if (!gradients.IsEmpty)
            gradients[Size] = logSigma == parameters[Size] ? (float)(weight * (Size - (precision * squares))) : 0;
        return (0.5 * precision * squares) + (Size * (logSigma + GaussianLikelihood.HalfLogTwoPi));
    }

    /// <inheritdoc/>
    public void Terms(ReadOnlySpan<float> example, ReadOnlySpan<float> parameters, Span<float> terms)
    {
        var logSigma = Clamp(parameters[Size]);
        for (var i = 0; i < terms.Length; i++)
            terms[i] = GaussianLikelihood.Term(example[i] - PixelMean.Of(Link, parameters[i]).Mean, logSigma);
    }

    /// <inheritdoc/>
    public void Mean(ReadOnlySpan<float> parameters, Span<float> mean) =>
        GaussianLikelihood.Mean(Link, parameters[..Size], mean);

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<float> parameters, Span<float> example, ref Rng rng)
    {
        Mean(parameters, example);
        var sigma = Math.Exp(Clamp(parameters[Size]));
        foreach (ref var pixel in example) pixel = (float)(pixel + (sigma * rng.NextNormal()));
    }

    private double Clamp(double logSigma) => Math.Clamp(logSigma, _leastLogSigma, DiagonalPosterior.GreatestLogSigma);
}
