using Pathwise.Autoencoders.DiscreteLatents;

namespace Pathwise.Autoencoders;

/// <summary>The kinds of autoencoders by name.</summary>
public static class AutoencoderKinds
{
    /// <summary>Gaussian latents: <see cref="VariationalAutoencoder"/>.</summary>
    public static AutoencoderKind Variational { get; } =
        AutoencoderKind.Of<VariationalAutoencoderOptions, VariationalAutoencoder>(
            "vae", "Codes are Gaussian and kept near a prior, so that new examples can be drawn.",
            "Kingma & Welling (2014)", VariationalAutoencoderOptions.Settings, VariationalAutoencoder.Create);

    /// <summary>No prior: <see cref="Autoencoder"/>.</summary>
    public static AutoencoderKind Plain { get; } =
        AutoencoderKind.Of<PlainAutoencoderOptions, Autoencoder>(
            "autoencoder", "Says an example in a short code, and the example of the code.",
            "Baldi & Hornik (1989)", PlainAutoencoderOptions.Settings, Autoencoder.Create);

    /// <summary>Sees corrupted examples: <see cref="DenoisingAutoencoder"/>.</summary>
    public static AutoencoderKind Denoising { get; } =
        AutoencoderKind.Of<DenoisingAutoencoderOptions, DenoisingAutoencoder>(
            "denoising", "Sees examples with noise, and says the clean ones.",
            "Vincent et al. (2010)", DenoisingAutoencoderOptions.Settings, DenoisingAutoencoder.Create);

    /// <summary>Latents that are coins: <see cref="BernoulliAutoencoder"/>.</summary>
    public static AutoencoderKind Bernoulli { get; } =
        AutoencoderKind.Of<BernoulliAutoencoderOptions, BernoulliAutoencoder>(
            "bernoulli", "Codes are rows of coins, learned by the score function or past it.",
            "Mnih & Gregor (2014)", BernoulliAutoencoderOptions.Settings, BernoulliAutoencoder.Create);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AutoencoderKind> All { get; } = [Variational, Plain, Denoising, Bernoulli];

    /// <summary>The kind of a name.</summary>
    /// <param name="id">Its name.</param>
    /// <exception cref="BadInputException">There is none of this name.</exception>
    public static AutoencoderKind Find(string id) => FindOrNull(id)
        ?? throw BadInputException.Unknown("model", id, [.. All.Select(kind => kind.Id)]);

    /// <summary>The kind whose options these are.</summary>
    /// <param name="options">Its options record.</param>
    public static AutoencoderKind Of(AutoencoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return All.First(kind => kind.Settings.Defaults.GetType() == options.GetType());
    }

    /// <summary>The kind of a name, or null.</summary>
    internal static AutoencoderKind? FindOrNull(string id) => All.FirstOrDefault(kind => kind.Id == id);
}
