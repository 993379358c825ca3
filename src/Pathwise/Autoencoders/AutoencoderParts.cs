using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>Makes the usual parts of an autoencoder from options.</summary>
internal sealed class AutoencoderParts
{
    /// <summary>A gigabyte of floats; gradients and an optimizer's moments are as large again.</summary>
    private const long MostParameters = 1 << 28;

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
    /// <exception cref="BadInputException">It would be too large.</exception>
    public Mlp Network(int[] sizes)
    {
        var parameters = Enumerable.Range(1, sizes.Length - 1).Sum(i => (sizes[i - 1] + 1L) * sizes[i]);
        return parameters <= MostParameters
            ? Mlp.Create(sizes, _options.Activation, _options.Initialization, _options.Initialization, ref _initial)
            : throw new BadInputException(
                $"A network of {string.Join("-", sizes)} would have {parameters} parameters, more than "
                + $"{MostParameters}; give smaller examples, or fewer hidden units.");
    }
}
