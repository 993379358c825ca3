using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>An autoencoder that sees corrupted examples and has to say the clean ones.</summary>
/// <remarks>
/// <para>Source: Vincent et al. (2010), <i>Stacked Denoising Autoencoders</i>, JMLR 11, §3: minimises
/// <c>−ln p(x | decoder(encoder(x̃)))</c>, x̃ ~ C(x̃|x) drawn anew each time. With a Gaussian decoder what it learns is
/// E[x|x̃]; for small Gaussian noise <c>(E[x|x̃] − x̃)/σ²</c> is the data's score (Alain and Bengio (2014), JMLR 15,
/// theorem 1).</para>
/// <para>Many threads may compute with one model while nobody changes its parameters.</para>
/// </remarks>
/// <param name="encoder">From x̃ to the code.</param>
/// <param name="decoder">From the code to the likelihood's parameters.</param>
/// <param name="likelihood">p(x|code).</param>
/// <param name="corruption">C(x̃|x).</param>
public sealed class DenoisingAutoencoder(
    INetwork encoder, INetwork decoder, ILikelihood likelihood, Corruption corruption) : IAutoencoder
{
    /// <inheritdoc/>
    public INetwork Encoder => encoder;

    /// <inheritdoc/>
    public INetwork Decoder => decoder;

    /// <inheritdoc/>
    public ILikelihood Likelihood => likelihood;

    /// <summary>C(x̃|x).</summary>
    public Corruption Corruption => corruption;

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
    /// <exception cref="BadInputException">An option is out of range, or options do not go together.</exception>
    public static DenoisingAutoencoder Create(DenoisingAutoencoderOptions options, int size, SeedSequence seeds)
    {
        ArgumentNullException.ThrowIfNull(options);
        var parts = new AutoencoderParts(options.Validated(), size, seeds);
        return new(
            parts.Encoder(options.Latents), parts.Decoder(), parts.Likelihood,
            new(options.Corruption, options.CorruptionLevel));
    }

    /// <inheritdoc/>
    public ILossPass NewPass(int maxExamples) =>
        new ReconstructionPass(encoder, decoder, likelihood, maxExamples, corruption);

    /// <summary>What the clean examples probably are.</summary>
    /// <param name="corrupted">x̃, [rows, size].</param>
    /// <returns>E[x|x̃], [rows, size].</returns>
    public float[] Denoise(ReadOnlySpan<float> corrupted) => this.Reconstruct(corrupted);

    /// <inheritdoc/>
    public float[] Codes(ReadOnlySpan<float> examples) => Coding.Outputs(encoder, examples);
}
