using Pathwise.Options;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>A kind of autoencoder that can be named: what it is, what can be set, and how a model is made.</summary>
/// <remarks>Immutable.</remarks>
public sealed class AutoencoderKind
{
    private readonly Func<AutoencoderOptions, int, SeedSequence, IAutoencoder> _create;

    private AutoencoderKind(
        string id, string summary, string source, bool hasPrior, Settings settings,
        Func<AutoencoderOptions, int, SeedSequence, IAutoencoder> create) =>
        (Id, Summary, Source, HasPrior, Settings, _create) = (id, summary, source, hasPrior, settings, create);

    /// <summary>What a user types: <c>vae</c>.</summary>
    public string Id { get; }

    /// <summary>One sentence about it.</summary>
    public string Summary { get; }

    /// <summary>Where it is described.</summary>
    public string Source { get; }

    /// <summary>Whether its models are <see cref="ILatentVariableModel"/>s.</summary>
    public bool HasPrior { get; }

    /// <summary>Its options.</summary>
    public Settings Settings { get; }

    /// <summary>Its options record with every default.</summary>
    public AutoencoderOptions DefaultOptions => (AutoencoderOptions)Settings.Defaults;

    /// <summary>A model with the usual parts, freshly initialised.</summary>
    /// <param name="options">The settings, of this kind's record.</param>
    /// <param name="size">Numbers of an example.</param>
    /// <param name="seeds">The run's seeds.</param>
    /// <exception cref="BadInputException">An option is out of range, or options do not go together.</exception>
    public IAutoencoder Create(AutoencoderOptions options, int size, SeedSequence seeds) =>
        _create(Settings.Validated(options), size, seeds);

    /// <summary>A kind with an options record of its own.</summary>
    internal static AutoencoderKind Of<TOptions, TModel>(
        string id, string summary, string source, Settings settings,
        Func<TOptions, int, SeedSequence, TModel> create)
        where TOptions : AutoencoderOptions
        where TModel : IAutoencoder =>
        new(
            id, summary, source, typeof(TModel).IsAssignableTo(typeof(ILatentVariableModel)), settings,
            (options, size, seeds) => create((TOptions)options, size, seeds));
}
