using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>A network that says of an example a short code, and one that says the example of the code.</summary>
/// <remarks>
/// <para>Minimises <c>−ln p(x | decoder(encoder(x)))</c>: with a Gaussian decoder half the squared error, with a
/// Bernoulli one the cross-entropy. Without hidden layers and with a Gaussian decoder its best reconstruction is that
/// of principal component analysis (Baldi and Hornik (1989), <i>Neural Networks</i> 2, 53–58).</para>
/// <para>Many threads may compute with one model while nobody changes its parameters.</para>
/// </remarks>
/// <param name="encoder">From x to the code.</param>
/// <param name="decoder">From the code to the likelihood's parameters.</param>
/// <param name="likelihood">p(x|code).</param>
public sealed class Autoencoder(INetwork encoder, INetwork decoder, ILikelihood likelihood) : IAutoencoder
{
    /// <inheritdoc/>
    public INetwork Encoder => encoder;

    /// <inheritdoc/>
    public INetwork Decoder => decoder;

    /// <inheritdoc/>
    public ILikelihood Likelihood => likelihood;

    /// <inheritdoc/>
    public int Size => likelihood.Size;

    /// <inheritdoc/>
    public int Latents => decoder.Inputs;

    /// <inheritdoc/>
    public int Samples => 1;

    /// <inheritdoc/>
    public double FreeNats => 0;

    /// <inheritdoc/>
    public IReadOnlyList<INetwork> Networks { get; } = [encoder, decoder];

    /// <summary>A model with the usual parts, freshly initialised.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="size">Numbers of an example.</param>
    /// <param name="seeds">The run's seeds: parameters are drawn from <see cref="RunSeeds.Parameters"/>.</param>
    /// <exception cref="BadInputException">An option is out of range.</exception>
    public static Autoencoder Create(PlainAutoencoderOptions options, int size, SeedSequence seeds)
    {
        var parts = new AutoencoderParts(PlainAutoencoderOptions.Settings.Validated(options), size, seeds);
        return new(parts.Encoder(options.Latents), parts.Decoder(), parts.Likelihood);
    }

    /// <inheritdoc/>
    public ILossPass NewPass(int maxExamples) =>
        new ReconstructionPass(encoder, decoder, likelihood, maxExamples, corruption: null);

    /// <inheritdoc/>
    public float[] Codes(ReadOnlySpan<float> examples) => Coding.Outputs(encoder, examples);
}
