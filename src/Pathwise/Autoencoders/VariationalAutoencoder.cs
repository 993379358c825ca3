using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>A latent-variable model p(x|z) p(z) with p(z) = N(0, I), and a network that says where the z of an x
/// probably is.</summary>
/// <remarks>
/// <para>Source: Kingma and Welling (2014), arXiv:1312.6114. The encoder maps x to q(z|x) = N(μ, diag σ²), the decoder
/// z to the parameters of p(x|z); both are trained by climbing a lower bound of ln p(x):</para>
/// <code>
/// ln p(x) ≥ E_q[ln p(x|z)] − KL(q(z|x) ‖ p(z))                        the evidence lower bound
/// ln p(x) ≥ E_q[ln (1/k) Σ_i p(x|z_i) p(z_i) / q(z_i|x)]              the importance-weighted bound, tighter as k
/// grows
/// </code>
/// <para>Many threads may compute with one model while nobody changes its parameters.</para>
/// </remarks>
public sealed class VariationalAutoencoder : ILatentVariableModel
{
    /// <summary>Makes a model of its parts.</summary>
    /// <param name="encoder">From x to <c>[μ…, ρ…]</c>.</param>
    /// <param name="decoder">From z to the likelihood's parameters.</param>
    /// <param name="likelihood">p(x|z).</param>
    /// <param name="options">The settings; what they say of networks is not used.</param>
    /// <exception cref="ArgumentException">The parts do not fit each other.</exception>
    public VariationalAutoencoder(
        INetwork encoder, INetwork decoder, ILikelihood likelihood, VariationalAutoencoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(likelihood);
        ArgumentNullException.ThrowIfNull(options);
        Posterior = new(decoder.Inputs, options.Validated().PosteriorScale);
        MustFit(encoder.Inputs, likelihood.Size, "inputs of the encoder");
        MustFit(encoder.Outputs, Posterior.ParameterCount, "outputs of the encoder");
        MustFit(decoder.Outputs, likelihood.ParameterCount, "outputs of the decoder");
        (Encoder, Decoder, Likelihood, Networks) = (encoder, decoder, likelihood, [encoder, decoder]);
        (Bound, Samples, FreeNats) = (options.Bound, options.Samples, options.FreeNats);
    }

    /// <summary>Another's decoder under the evidence lower bound of one sample.</summary>
    private VariationalAutoencoder(VariationalAutoencoder other, INetwork encoder)
    {
        (Encoder, Decoder, Likelihood, Networks) = (encoder, other.Decoder, other.Likelihood, [encoder, other.Decoder]);
        (Posterior, Bound, Samples) = (other.Posterior, Bound.Evidence, 1);
    }

    /// <summary>q(z|x): from x to <c>[μ…, ρ…]</c>.</summary>
    public INetwork Encoder { get; }

    /// <inheritdoc/>
    public INetwork Decoder { get; }

    /// <inheritdoc/>
    public ILikelihood Likelihood { get; }

    /// <summary>How the encoder's outputs are read.</summary>
    public DiagonalPosterior Posterior { get; }

    /// <summary>The bound that is climbed.</summary>
    public Bound Bound { get; }

    /// <summary>L or k: samples of z for each example.</summary>
    public int Samples { get; }

    /// <inheritdoc/>
    public double FreeNats { get; }

    /// <inheritdoc/>
    public int Size => Likelihood.Size;

    /// <inheritdoc/>
    public int Latents => Posterior.Latents;

    /// <inheritdoc/>
    public IReadOnlyList<INetwork> Networks { get; }

    /// <summary>A model with the usual parts, freshly initialised.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="size">Numbers of an example.</param>
    /// <param name="seeds">The run's seeds: parameters are drawn from <see cref="RunSeeds.Parameters"/>.</param>
    /// <exception cref="BadInputException">An option is out of range, or options do not go together.</exception>
    public static VariationalAutoencoder Create(VariationalAutoencoderOptions options, int size, SeedSequence seeds)
    {
        ArgumentNullException.ThrowIfNull(options);
        var parts = new AutoencoderParts(options.Validated(), size, seeds);
        var encoder = parts.Encoder(outputs: 2 * options.Latents);
        return new(encoder, parts.Decoder(), parts.Likelihood, options);
    }

    /// <inheritdoc/>
    public ILossPass NewPass(int maxExamples) => Bound == Bound.ImportanceWeighted
        ? new ImportanceWeightedPass(this, maxExamples)
        : new ElboPass(this, maxExamples);

    /// <inheritdoc/>
    public float[] Codes(ReadOnlySpan<float> examples) => this.Encode(examples).Mean;

    /// <inheritdoc/>
    public void DrawFromPrior(Span<float> codes, ref Rng rng) => rng.FillNormal(codes);

    /// <inheritdoc/>
    public void DrawFromPosterior(
        ReadOnlySpan<float> encoded, Span<float> codes, Span<double> logPriorRatios, ref Rng rng)
    {
        var samples = new ReparametrizedSamples(Posterior, logPriorRatios.Length, maxExamples: 1);
        samples.Draw(encoded, new(ref rng));
        samples.Z.CopyTo(codes);
        for (var row = 0; row < logPriorRatios.Length; row++) logPriorRatios[row] = samples.LogPriorRatio(row);
    }

    /// <summary>The same networks under the evidence lower bound of one sample, or the same decoder under another
    /// encoder.</summary>
    internal VariationalAutoencoder WithOneSample(INetwork? encoder = null) => new(this, encoder ?? Encoder);

    private static void MustFit(int given, int wanted, string what)
    {
        if (given != wanted) throw new ArgumentException($"{wanted} {what} are wanted; there are {given}.");
    }
}
