using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.DiscreteLatents;

/// <summary>A latent-variable model whose code is a row of coins: p(z) fair coins, q(z|x) coins with logits that an
/// encoder says.</summary>
/// <remarks>
/// <para>No path leads through a coin, so the gradient of the bound <c>E_q[ln p(x|z) + ln p(z) − ln q(z|x)]</c> with
/// respect to the encoder is estimated as a policy's is: see <see cref="IDiscreteEstimator"/>. The encoder is a policy,
/// z its action, and ln w its return.</para>
/// <para>Many threads may compute with one model while nobody changes its parameters.</para>
/// </remarks>
public sealed class BernoulliAutoencoder : ILatentVariableModel
{
    /// <summary>Makes a model of its parts.</summary>
    /// <param name="encoder">From x to the logits of q(z|x).</param>
    /// <param name="decoder">From z to the likelihood's parameters.</param>
    /// <param name="likelihood">p(x|z).</param>
    /// <param name="estimator">How gradients get past the coins.</param>
    /// <param name="baseline">From x to b(x), one number; null unless the estimator wants one.</param>
    public BernoulliAutoencoder(
        INetwork encoder, INetwork decoder, ILikelihood likelihood, IDiscreteEstimator estimator,
        INetwork? baseline = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(likelihood);
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentOutOfRangeException.ThrowIfNotEqual(encoder.Inputs, likelihood.Size);
        ArgumentOutOfRangeException.ThrowIfNotEqual(encoder.Outputs, decoder.Inputs);
        ArgumentOutOfRangeException.ThrowIfNotEqual(decoder.Outputs, likelihood.ParameterCount);
        if (estimator.UsesBaseline && baseline is not { Outputs: 1 })
            throw new ArgumentException("The estimator wants a baseline with one output.", nameof(baseline));
        (Encoder, Decoder, Likelihood, Estimator, Baseline) = (encoder, decoder, likelihood, estimator, baseline);
        Networks = baseline is null ? [encoder, decoder] : [encoder, decoder, baseline];
    }

    /// <summary>From x to the logits of q(z|x).</summary>
    public INetwork Encoder { get; }

    /// <inheritdoc/>
    public INetwork Decoder { get; }

    /// <inheritdoc/>
    public ILikelihood Likelihood { get; }

    /// <summary>How gradients get past the coins.</summary>
    public IDiscreteEstimator Estimator { get; }

    /// <summary>b(x), or null.</summary>
    public INetwork? Baseline { get; }

    /// <inheritdoc/>
    public int Size => Likelihood.Size;

    /// <inheritdoc/>
    public int Latents => Decoder.Inputs;

    /// <inheritdoc/>
    public int Samples => Estimator.Samples;

    /// <inheritdoc/>
    public double FreeNats => 0;

    /// <inheritdoc/>
    public IReadOnlyList<INetwork> Networks { get; }

    /// <summary>A model with the usual parts, freshly initialised.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="size">Numbers of an example.</param>
    /// <param name="seeds">The run's seeds: parameters are drawn from <see cref="RunSeeds.Parameters"/>.</param>
    /// <exception cref="BadInputException">An option is out of range, or options do not go together.</exception>
    public static BernoulliAutoencoder Create(BernoulliAutoencoderOptions options, int size, SeedSequence seeds)
    {
        ArgumentNullException.ThrowIfNull(options);
        var parts = new AutoencoderParts(options.Validated(), size, seeds);
        var (encoder, decoder, estimator) = (parts.Encoder(options.Latents), parts.Decoder(), options.NewEstimator());
        var baseline = estimator.UsesBaseline ? parts.Network([size, .. options.BaselineHidden, 1]) : null;
        return new(encoder, decoder, parts.Likelihood, estimator, baseline);
    }

    /// <summary>The same networks with coins that are thrown whole, one sample, and the divergence in closed form: the
    /// evidence bound, whatever the training's estimator climbs.</summary>
    public BernoulliAutoencoder ForEvaluation() => new(Encoder, Decoder, Likelihood, new StraightThrough());

    /// <inheritdoc/>
    IAutoencoder IAutoencoder.ForEvaluation() => ForEvaluation();

    /// <inheritdoc/>
    public ILossPass NewPass(int maxExamples) => new BernoulliPass(this, maxExamples);

    /// <summary>The coins' probabilities, σ of the encoder's logits.</summary>
    /// <param name="examples">x, [rows, size].</param>
    /// <returns>[rows, latents].</returns>
    public float[] Codes(ReadOnlySpan<float> examples)
    {
        var logits = Coding.Outputs(Encoder, examples);
        Activations.Forward(Activation.Sigmoid, logits, logits);
        return logits;
    }

    /// <inheritdoc/>
    public void DrawFromPrior(Span<float> codes, ref Rng rng) => Coins.Throw(new float[codes.Length], codes, ref rng);

    /// <inheritdoc/>
    public void DrawFromPosterior(
        ReadOnlySpan<float> encoded, Span<float> codes, Span<double> logPriorRatios, ref Rng rng)
    {
        for (var row = 0; row < logPriorRatios.Length; row++)
        {
            var code = codes.Slice(row * Latents, Latents);
            Coins.Throw(encoded, code, ref rng);
            logPriorRatios[row] = Coins.LogPriorRatio(encoded, code);
        }
    }
}
