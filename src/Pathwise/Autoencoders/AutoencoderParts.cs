using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>Makes the usual parts of an autoencoder from options.</summary>
internal sealed class AutoencoderParts
{
    private readonly AutoencoderOptions _options;
    private Rng _initial;

    public AutoencoderParts(AutoencoderOptions options, int size, SeedSequence seeds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        (_options, _initial) = (options, new(RunSeeds.Parameters(seeds)));
        Likelihood = LikelihoodChoice.Create(
            options.Decoder, size, options.DecoderSigma, options.LeastDecoderSigma, options.DecoderMean);
    }

    /// <summary>p(x|z).</summary>
    public ILikelihood Likelihood { get; }

    /// <summary>A network from examples to what a model wants to know of them.</summary>
    public Mlp Encoder(int outputs) => Network([Likelihood.Size, .. _options.EncoderHidden, outputs]);

    /// <summary>A network from codes to the likelihood's parameters.</summary>
    public INetwork Decoder()
    {
        var free = _options.Decoder.HasSharedScale() ? 1 : 0;                     // ln σ, which no code changes
        var network = Network([_options.Latents, .. _options.DecoderHidden, Likelihood.ParameterCount - free]);
        return free == 0 ? network : new FreeOutputs(network, free, (float)Math.Log(_options.DecoderSigma));
    }

    /// <summary>A network with the options' activation and initialisation.</summary>
    public Mlp Network(int[] sizes) =>
        Mlp.Create(sizes, _options.Activation, _options.Initialization, _options.Initialization, ref _initial);
}
