using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>The loss of an autoencoder without a prior, <c>−ln p(x | decoder(encoder(x̃)))</c>, and its
/// gradient.</summary>
/// <remarks>Symbols: φ = the encoder's parameters, θ = the decoder's.</remarks>
internal sealed class ReconstructionPass : ILossPass
{
    private readonly ILikelihood _likelihood;
    private readonly Corruption? _corruption;
    private readonly INetworkPass _encoder, _decoder;
    private readonly double[] _divergences;                     // zeros: there is no prior
    private readonly float[] _corrupted;                        // x̃, [examples, size]
    private readonly float[] _code, _codeGradients;             // [examples, latents]
    private readonly float[] _decoderGradients;                 // [examples, decoder outputs]
    private readonly LossSums[] _losses;
    private int _count;

    public ReconstructionPass(
        INetwork encoder, INetwork decoder, ILikelihood likelihood, int maxExamples, Corruption? corruption)
    {
        (_likelihood, _corruption) = (likelihood, corruption);
        (_encoder, _decoder) = (encoder.NewPass(maxExamples), decoder.NewPass(maxExamples));
        _divergences = new double[decoder.Inputs];
        _corrupted = new float[maxExamples * likelihood.Size];
        (_code, _codeGradients) = (new float[maxExamples * decoder.Inputs], new float[maxExamples * decoder.Inputs]);
        _decoderGradients = new float[maxExamples * likelihood.ParameterCount];
        _losses = new LossSums[maxExamples];
    }

    public ReadOnlySpan<double> LatentDivergences => _divergences;

    private ReadOnlySpan<float> Code => _code.AsSpan(0, _count * _divergences.Length);

    private ReadOnlySpan<float> Corrupted => _corrupted.AsSpan(0, _count * _likelihood.Size);

    public Span<float> Gradients(int network) => (network == 0 ? _encoder : _decoder).Gradients;

    public ReadOnlySpan<LossSums> Forward(ReadOnlySpan<float> examples, Span<Rng> streams, LossWeights weights)
    {
        _count = streams.Length;
        var (size, width) = (_likelihood.Size, _likelihood.ParameterCount);
        examples.CopyTo(_corrupted);
        if (_corruption is { } corruption)
            for (var i = 0; i < _count; i++)
                corruption.Apply(_corrupted.AsSpan(i * size, size), ref streams[i]);        // x̃ ~ C(x̃|x)

        _encoder.Forward(Corrupted, _count).CopyTo(_code);                                  // encoder(x̃; φ)
        var decoded = _decoder.Forward(Code, _count);                                       // what p(x|code; θ) is
        for (var i = 0; i < _count; i++)
        {
            var loss = _likelihood.NegativeLogProbability(                                  // −ln p(x|code; θ): of the clean x
                examples.Slice(i * size, size), decoded.Slice(i * width, width),
                (float)weights.PerExample, _decoderGradients.AsSpan(i * width, width));
            _losses[i] = new(loss, loss, 0);
        }

        return _losses.AsSpan(0, _count);
    }

    public void Backward(ReadOnlySpan<float> examples, ReadOnlySpan<double> meanDivergences)
    {
        var codeGradients = _codeGradients.AsSpan(0, _count * _divergences.Length);
        var decoderGradients = _decoderGradients.AsSpan(0, _count * _likelihood.ParameterCount);
        _decoder.Backward(Code, decoderGradients, codeGradients);                           // ∂/∂θ and ∂/∂code
        _encoder.Backward(Corrupted, codeGradients, []);                                    // ∂/∂φ
    }
}
