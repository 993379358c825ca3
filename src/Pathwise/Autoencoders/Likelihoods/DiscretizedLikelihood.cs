using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>The probability of each of 256 grey levels: the mass that a density of mean m_i and scale s puts on the
/// level's interval; the parameters are <c>[m…, ln s]</c>.</summary>
/// <remarks>
/// <para>A pixel counts as the nearest level; level k, the pixel k/255, has the interval <c>[(k − ½)/255, (k +
/// ½)/255]</c>; those of 0 and 255 have no outer end. Unlike a density's, such a likelihood is at most 1, so that bits
/// per pixel mean something. Source: Kingma et al. (2016), arXiv:1606.04934, appendix; Salimans et al. (2017),
/// arXiv:1701.05517, eq. (2).</para>
/// <para>ln s does not depend on z: it is a <see cref="Networks.FreeOutputs"/>; s is clamped to [least, e¹⁰] in value
/// and gradient alike. Computed in double.</para>
/// </remarks>
/// <typeparam name="TDensity">The density of mean 0 and scale 1.</typeparam>
internal sealed class DiscretizedLikelihood<TDensity> : ILikelihood where TDensity : struct, IGreyDensity
{
    private const double HalfLevel = 0.5 / 255;

    private readonly double _leastLogScale;

    public DiscretizedLikelihood(int size, double leastScale, MeanLink link) =>
        (Size, _leastLogScale, Link) = (size, Math.Log(leastScale), link);

    public int Size { get; }

    public int ParameterCount => Size + 1;

    public MeanLink Link { get; }

    public double NegativeLogProbability(
        ReadOnlySpan<float> example, ReadOnlySpan<float> parameters, float weight, Span<float> gradients)
    {
        Lengths.MustMatch(example.Length, Size, nameof(example));
        Lengths.MustMatch(parameters.Length, ParameterCount, nameof(parameters));
        var logScale = Clamp(parameters[Size]);
        var inverse = Math.Exp(-logScale);
        var (sum, byLogScale) = (0.0, 0.0);
        for (var i = 0; i < example.Length; i++)
        {
            var (mean, slope) = PixelMean.Of(Link, parameters[i]);
            var (a, b) = Interval(example[i], mean, inverse);
            var (log, byLower, byUpper) = TDensity.LogMass(a, b);
            sum -= log;
            if (gradients.IsEmpty) continue;
            gradients[i] = (float)(weight * (byLower + byUpper) * inverse * slope);          // ∂a/∂m = ∂b/∂m = −1/s
            if (byLower != 0) byLogScale += byLower * a;                                     // ∂a/∂ln s = −a
            if (byUpper != 0) byLogScale += byUpper * b;
        }

        if (!gradients.IsEmpty) gradients[Size] = logScale == parameters[Size] ? (float)(weight * byLogScale) : 0;
        return sum;
    }

    public void Terms(ReadOnlySpan<float> example, ReadOnlySpan<float> parameters, Span<float> terms)
    {
        var inverse = Math.Exp(-Clamp(parameters[Size]));
        for (var i = 0; i < terms.Length; i++)
        {
            var (a, b) = Interval(example[i], PixelMean.Of(Link, parameters[i]).Mean, inverse);
            terms[i] = (float)-TDensity.LogMass(a, b).Log;
        }
    }

    public void Mean(ReadOnlySpan<float> parameters, Span<float> mean) =>
        GaussianLikelihood.Mean(Link, parameters[..Size], mean);

    /// <remarks>The drawn number's level.</remarks>
    public void Sample(ReadOnlySpan<float> parameters, Span<float> example, ref Rng rng)
    {
        Mean(parameters, example);
        var scale = Math.Exp(Clamp(parameters[Size]));
        foreach (ref var pixel in example)
            pixel = (float)(Math.Clamp(Math.Round(255 * (pixel + (scale * TDensity.Draw(ref rng)))), 0, 255) / 255);
    }

    /// <summary>The ends of a pixel's level, where the density has mean 0 and scale 1.</summary>
    private static (double Lower, double Upper) Interval(float pixel, double mean, double inverseScale)
    {
        var x = Math.Round(255.0 * pixel) / 255;
        return (
            x <= HalfLevel ? double.NegativeInfinity : (x - HalfLevel - mean) * inverseScale,
            x >= 1 - HalfLevel ? double.PositiveInfinity : (x + HalfLevel - mean) * inverseScale);
    }

    private double Clamp(double logScale) => Math.Clamp(logScale, _leastLogScale, DiagonalPosterior.GreatestLogSigma);
}
