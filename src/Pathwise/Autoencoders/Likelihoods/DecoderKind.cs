namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>The families p(x|z) that an option can name.</summary>
public enum DecoderKind
{
    /// <summary>Coins: black and white, or grey levels as probabilities.</summary>
    Bernoulli,

    /// <summary>Gaussians with one σ that is given.</summary>
    Gaussian,

    /// <summary>Gaussians with one σ that is learned.</summary>
    GaussianShared,

    /// <summary>Gaussians with a σ for each pixel that the decoder says.</summary>
    GaussianPredicted,

    /// <summary>The mass that a logistic density puts on each of 256 grey levels; one scale, learned.</summary>
    DiscretizedLogistic,

    /// <summary>The mass that a Gaussian puts on each of 256 grey levels; one σ, learned.</summary>
    DiscretizedGaussian,
}
