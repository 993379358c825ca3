using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.Autoencoders;

/// <summary>Everything that decides a variational autoencoder and its training, apart from its examples and
/// seed.</summary>
/// <remarks>Defaults: PyTorch's example of a VAE, 784-400-20. Vary one with <c>options with { Beta = 4 }</c>.</remarks>
public sealed record VariationalAutoencoderOptions : AutoencoderOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<VariationalAutoencoderOptions>(ScheduleType);

    /// <summary>How the encoder says the posterior's σ.</summary>
    /// <value>Default exp(½ρ).</value>
    [Setting("how the encoder says the posterior's σ", Symbol = "σ(ρ)",
        Source = "Kingma & Welling (2014), appendix C.2")]
    public PosteriorScale PosteriorScale { get; init; }

    /// <summary>The bound of ln p(x) that is climbed.</summary>
    /// <value>Default the evidence lower bound.</value>
    [Setting("the bound of ln p(x) that is climbed", Source = "Kingma & Welling (2014), eq. (10)")]
    public Bound Bound { get; init; }

    /// <summary>L or k, the samples of z for each example.</summary>
    /// <value>Default 1.</value>
    [Range(1, 10_000)]
    [Setting("samples of z for each example: L of the evidence bound, k of the importance-weighted one",
        Symbol = "L, k", Source = "Kingma & Welling (2014), §2.3")]
    public int Samples { get; init; } = 1;

    /// <summary>β, what a nat of divergence from the prior costs, against a nat of reconstruction.</summary>
    /// <value>Default 1: the bound.</value>
    [Range(0.0, 1e9)]
    [Setting("what a nat of divergence from the prior costs, against a nat of reconstruction",
        Symbol = "β", Source = "Higgins et al. (2017)")]
    public double Beta { get; init; } = 1;

    /// <summary>Epochs over which β rises from 0, linearly.</summary>
    /// <value>Default 0: it is there at once.</value>
    [Range(0.0, 1e6)]
    [Setting("epochs over which β rises linearly from 0", Source = "Sønderby et al. (2016), §3.2")]
    public double WarmUpEpochs { get; init; }

    /// <summary>λ, free bits: the nats of a latent's mean divergence below which less is worth nothing.</summary>
    /// <value>Default 0: none.</value>
    [Range(0.0, 1e6)]
    [Setting("nats of a latent's mean divergence below which less is worth nothing: free bits",
        Symbol = "λ", Source = "Kingma et al. (2016), eq. (15)")]
    public double FreeNats { get; init; }

    /// <inheritdoc/>
    internal override double BetaAt(double epochs) =>
        WarmUpEpochs > 0 ? Beta * Math.Min(1, epochs / WarmUpEpochs) : Beta;

    /// <summary>Checks ranges, and that the options go together.</summary>
    /// <exception cref="BadInputException">They do not; the sentence says which, and why.</exception>
    internal VariationalAutoencoderOptions Validated()
    {
        Settings.Validated(this);
        return Bound == Bound.ImportanceWeighted && FreeNats > 0
            ? throw new BadInputException(
                "The option freeNats cannot be used with the importance-weighted bound, which has no divergence of its "
                + "own; set it to 0, or bound to evidence.")
            : this;
    }
}
