using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>The evidence lower bound, and its gradient along the path of reparametrized samples.</summary>
/// <remarks>
/// <para>Source: Kingma and Welling (2014), arXiv:1312.6114, eq. (10): an example's loss is
/// <c>−(1/L) Σ_l ln p(x|z_l) + β Σ_j KL_j</c>. Symbols: φ = the encoder's parameters, θ = the decoder's, n = the
/// batch's size.</para>
/// <para>With free nats the divergence's part is β Σ_j max(λ, KL_j), KL_j being the batch's mean: Kingma et al. (2016),
/// arXiv:1606.04934, eq. (15).</para>
/// </remarks>
internal sealed class ElboPass : ILossPass
{
    private readonly ILikelihood _likelihood;
    private readonly INetworkPass _encoder, _decoder;
    private readonly ReparametrizedSamples _posterior;
    private readonly int _samples, _latents;
    private readonly double _freeNats;
    private readonly float[] _decoderGradients;                 // [examples · L, decoder outputs]
    private readonly float[] _zGradients;                       // [examples · L, latents]
    private readonly LossSums[] _losses;                        // [examples]
    private LossWeights _weights;

    public ElboPass(VariationalAutoencoder model, int maxExamples)
    {
        (_likelihood, _samples, _latents) = (model.Likelihood, model.Samples, model.Latents);
        _freeNats = model.FreeNats;
        var rows = maxExamples * _samples;
        (_encoder, _decoder) = (model.Encoder.NewPass(maxExamples), model.Decoder.NewPass(rows));
        _posterior = new(model.Posterior, _samples, maxExamples);
        _decoderGradients = new float[rows * _likelihood.ParameterCount];
        _zGradients = new float[rows * _latents];
        _losses = new LossSums[maxExamples];
    }

    public ReadOnlySpan<double> LatentDivergences => _posterior.LatentDivergences;

    public Span<float> Gradients(int network) => (network == 0 ? _encoder : _decoder).Gradients;

    public ReadOnlySpan<LossSums> Forward(ReadOnlySpan<float> examples, Span<Rng> streams, LossWeights weights)
    {
        _weights = weights;
        var (size, width) = (_likelihood.Size, _likelihood.ParameterCount);
        var share = (float)(weights.PerExample / _samples);                                 // 1/(nL)

        var encoded = _encoder.Forward(examples, streams.Length);                           // μ, ρ ← encoder(x; φ)
        _posterior.Draw(encoded, streams);                                                  // z ← μ + σ ε, ε ~ N(0, I)
        var decoded = _decoder.Forward(_posterior.Z, _posterior.Rows);                      // what p(x|z; θ) is
        for (var i = 0; i < streams.Length; i++)
        {
            var reconstruction = 0.0;
            for (var row = i * _samples; row < (i + 1) * _samples; row++)
                reconstruction += _likelihood.NegativeLogProbability(                       // −ln p(x|z; θ)
                    examples.Slice(i * size, size), decoded.Slice(row * width, width),
                    share, _decoderGradients.AsSpan(row * width, width));

            reconstruction /= _samples;
            var divergence = _posterior.Divergence(i);                                      // KL(q(z|x) ‖ p(z))
            _losses[i] = new(reconstruction + (weights.Beta * divergence), reconstruction, divergence);
        }

        return _losses.AsSpan(0, streams.Length);
    }

    public void Backward(ReadOnlySpan<float> examples, ReadOnlySpan<double> meanDivergences)
    {
        var zGradients = _zGradients.AsSpan(0, _posterior.Rows * _latents);
        _decoder.Backward(                                                                  // ∂/∂θ and ∂/∂z of −ln p(x|z; θ)
            _posterior.Z, _decoderGradients.AsSpan(0, _posterior.Rows * _likelihood.ParameterCount), zGradients);

        for (var i = 0; i < _posterior.Examples; i++)
            for (var j = 0; j < _latents; j++)
            {
                ref readonly var q = ref _posterior.Q(i, j);
                var (mean, sigma) = _posterior.Carry(zGradients, i, j);
                var beta = meanDivergences[j] < _freeNats ? 0 : _weights.Beta * _weights.PerExample;
                _posterior.SetGradient(i, j,
                    mean + (beta * q.Mean),                                                 // + β ∂KL/∂μ = β μ
                    sigma + (beta * (q.Sigma - (1 / q.Sigma))));                            // + β ∂KL/∂σ = β (σ − 1/σ)
            }

        _encoder.Backward(examples, _posterior.EncoderGradients, []);                       // ∂/∂φ
    }
}
