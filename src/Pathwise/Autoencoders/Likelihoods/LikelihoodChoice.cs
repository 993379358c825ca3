using System.Globalization;
using Pathwise.Datasets;

namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>Makes the likelihood that an option names.</summary>
public static class LikelihoodChoice
{
    /// <summary>p(x|z) for examples of some size.</summary>
    /// <param name="kind">The family.</param>
    /// <param name="size">Numbers of an example, ≥ 1.</param>
    /// <param name="sigma">σ of <see cref="DecoderKind.Gaussian"/>, > 0.</param>
    /// <param name="leastSigma">The least σ, or scale, of families that learn it, > 0.</param>
    /// <param name="link">How means are said.</param>
    public static ILikelihood Create(
        DecoderKind kind, int size, double sigma = 1, double leastSigma = 1.0 / 256, MeanLink link = MeanLink.Identity)
        => kind switch
        {
            DecoderKind.Bernoulli => new BernoulliLikelihood(size),
            DecoderKind.Gaussian => new GaussianLikelihood(size, sigma, link),
            DecoderKind.GaussianShared => new SharedGaussianLikelihood(size, leastSigma, link),
            DecoderKind.GaussianPredicted => new PredictedGaussianLikelihood(size, leastSigma, link),
            DecoderKind.DiscretizedLogistic => new DiscretizedLikelihood<LogisticDensity>(size, leastSigma, link),
            DecoderKind.DiscretizedGaussian => new DiscretizedLikelihood<NormalDensity>(size, leastSigma, link),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such decoder."),
        };

    /// <summary>The family that examples are usually learned with: coins where a pixel is ink or none, Gaussians with a
    /// σ that is learned where numbers are measurements or shades.</summary>
    /// <param name="source">What is learned from.</param>
    public static DecoderKind Usual(DataSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.IsMeasured ? DecoderKind.GaussianShared : DecoderKind.Bernoulli;
    }

    /// <summary>Checks that a family has a probability for all numbers of a set: only Gaussians take those outside
    /// [0, 1].</summary>
    /// <param name="kind">The family.</param>
    /// <param name="examples">The set.</param>
    /// <exception cref="BadInputException">It has none for one.</exception>
    public static void MustFit(this DecoderKind kind, Dataset examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (kind.IsDensity() || examples.NumberOutsideUnit() is not { } number) return;
        throw new BadInputException(string.Create(
            CultureInfo.InvariantCulture,
            $"The data set '{examples.Name}' holds {number}, but the decoder is for numbers in [0, 1]; set decoder to "
            + $"gaussianShared, or scale the numbers."));
    }

    /// <summary>Whether −ln p is that of a density, not of a probability.</summary>
    public static bool IsDensity(this DecoderKind kind) =>
        kind is DecoderKind.Gaussian or DecoderKind.GaussianShared or DecoderKind.GaussianPredicted;

    /// <summary>Whether the family has one scale that is learned and does not depend on the code: its logarithm is the
    /// last of the parameters.</summary>
    public static bool HasSharedScale(this DecoderKind kind) =>
        kind is DecoderKind.GaussianShared or DecoderKind.DiscretizedLogistic or DecoderKind.DiscretizedGaussian;
}
