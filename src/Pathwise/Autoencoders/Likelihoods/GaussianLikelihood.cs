using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>Pixels N(m_i, σ²) with one σ that is given; the parameters say m.</summary>
/// <remarks><c>−ln p = Σ (x_i − m_i)²/2σ² + n ln σ + ½ n ln 2π</c>: with σ = 1, half the squared error and a constant.
/// A β over it is worth σ²β over half the squared error.</remarks>
public sealed class GaussianLikelihood : ILikelihood
{
    /// <summary>½ ln 2π.</summary>
    internal const double HalfLogTwoPi = 0.91893853320467274178;

    private readonly double _sigma;

    /// <inheritdoc cref="GaussianLikelihood"/>
    /// <param name="size">Pixels, ≥ 1.</param>
    /// <param name="sigma">σ, > 0.</param>
    /// <param name="link">How the parameters say m.</param>
    public GaussianLikelihood(int size, double sigma = 1, MeanLink link = MeanLink.Identity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        (Size, _sigma, Link) = (size, sigma, link);
    }

    /// <inheritdoc/>
    public int Size { get; }

    /// <inheritdoc/>
    public int ParameterCount => Size;

    /// <inheritdoc/>
    public MeanLink Link { get; }

    /// <inheritdoc/>
    public double NegativeLogProbability(
        ReadOnlySpan<float> example, ReadOnlySpan<float> parameters, float weight, Span<float> gradients)
    {
        Lengths.MustMatch(example.Length, Size, nameof(example));
        Lengths.MustMatch(parameters.Length, Size, nameof(parameters));
        var precision = 1 / (_sigma * _sigma);
        var squares = SquaredErrors.Sum(example, parameters, Link, (float)(weight * precision), gradients);  // w (m − x)/σ²
        return (0.5 * precision * squares) + (Size * (Math.Log(_sigma) + HalfLogTwoPi));
    }

    /// <inheritdoc/>
    public void Terms(ReadOnlySpan<float> example, ReadOnlySpan<float> parameters, Span<float> terms)
    {
        for (var i = 0; i < terms.Length; i++)
            terms[i] = Term(example[i] - PixelMean.Of(Link, parameters[i]).Mean, Math.Log(_sigma));
    }

    /// <inheritdoc/>
    public void Mean(ReadOnlySpan<float> parameters, Span<float> mean) => Mean(Link, parameters, mean);

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<float> parameters, Span<float> example, ref Rng rng)
    {
        Mean(parameters, example);
        foreach (ref var pixel in example) pixel = (float)(pixel + (_sigma * rng.NextNormal()));
    }

    /// <summary>−ln N(error; 0, σ²).</summary>
    internal static float Term(double error, double logSigma) =>
        (float)((0.5 * error * error * Math.Exp(-2 * logSigma)) + logSigma + HalfLogTwoPi);

    internal static void Mean(MeanLink link, ReadOnlySpan<float> outputs, Span<float> mean) =>
        Activations.Forward(link == MeanLink.Sigmoid ? Activation.Sigmoid : Activation.Identity, outputs, mean);
}
