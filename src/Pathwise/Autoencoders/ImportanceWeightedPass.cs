using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>The importance-weighted bound, and its gradient along the paths of reparametrized samples.</summary>
/// <remarks>
/// <para>Source: Burda, Grosse and Salakhutdinov (2016), arXiv:1509.00519, eqs. (8) and (14): an example's loss is
/// <c>−ln (1/k) Σ_i w_i</c> with <c>w_i = p(x|z_i) p(z_i) / q(z_i|x)</c>, and the gradient is that of ln w_i, weighted
/// by <c>w̃_i = w_i / Σ w</c>. Along the path, <c>ln w = ln p(x|z) − ½z² + ½ε² + ln σ</c>.</para>
/// <para>β other than 1 weighs ln p(z) − ln q(z|x).</para>
/// </remarks>
internal sealed class ImportanceWeightedPass : ILossPass
{
    private readonly ILikelihood _likelihood;
    private readonly INetworkPass _encoder, _decoder;
    private readonly ReparametrizedSamples _posterior;
    private readonly int _samples, _latents;
    private readonly double[] _weights;                         // ln w, then w̃, [examples · k]
    private readonly float[] _decoderGradients;                 // [examples · k, decoder outputs]
    private readonly float[] _zGradients;                       // [examples · k, latents]
    private readonly LossSums[] _losses;                        // [examples]
    private LossWeights _loss;

    public ImportanceWeightedPass(VariationalAutoencoder model, int maxExamples)
    {
        (_likelihood, _samples, _latents) = (model.Likelihood, model.Samples, model.Latents);
        var rows = maxExamples * _samples;
        (_encoder, _decoder) = (model.Encoder.NewPass(maxExamples), model.Decoder.NewPass(rows));
        _posterior = new(model.Posterior, _samples, maxExamples);
        _weights = new double[rows];
        _decoderGradients = new float[rows * _likelihood.ParameterCount];
        _zGradients = new float[rows * _latents];
        _losses = new LossSums[maxExamples];
    }

    public ReadOnlySpan<double> LatentDivergences => _posterior.LatentDivergences;

    public Span<float> Gradients(int network) => (network == 0 ? _encoder : _decoder).Gradients;

    public ReadOnlySpan<LossSums> Forward(ReadOnlySpan<float> examples, Span<Rng> streams, LossWeights weights)
    {
        _loss = weights;
        var (size, width) = (_likelihood.Size, _likelihood.ParameterCount);
        var encoded = _encoder.Forward(examples, streams.Length);                           // μ, ρ ← encoder(x; φ)
        _posterior.Draw(encoded, streams);                                                  // z_i ← μ + σ ε_i
        var decoded = _decoder.Forward(_posterior.Z, _posterior.Rows);                      // what p(x|z_i; θ) is
        for (var i = 0; i < streams.Length; i++)
        {
            var reconstruction = 0.0;
            for (var row = i * _samples; row < (i + 1) * _samples; row++)
            {
                var minusLog = _likelihood.NegativeLogProbability(                          // −ln p(x|z_i; θ)
                    examples.Slice(i * size, size), decoded.Slice(row * width, width),
                    (float)weights.PerExample, _decoderGradients.AsSpan(row * width, width));
                reconstruction += minusLog / _samples;
                _weights[row] = (weights.Beta * _posterior.LogPriorRatio(row)) - minusLog;  // ln w_i
            }

            var bound = LogMeanExp.Normalise(_weights.AsSpan(i * _samples, _samples));      // ln (1/k) Σ w; w̃_i ← w_i / Σ w
            _losses[i] = new(-bound, reconstruction, _posterior.Divergence(i));
        }

        return _losses.AsSpan(0, streams.Length);
    }

    public void Backward(ReadOnlySpan<float> examples, ReadOnlySpan<double> meanDivergences)
    {
        var (width, beta) = (_likelihood.ParameterCount, _loss.Beta * _loss.PerExample);
        var decoderGradients = _decoderGradients.AsSpan(0, _posterior.Rows * width);
        for (var row = 0; row < _posterior.Rows; row++)
            Scale(decoderGradients.Slice(row * width, width), (float)_weights[row]);        // w̃_i ∂/∂decoder of −ln p(x|z_i; θ)

        var z = _posterior.Z;
        var zGradients = _zGradients.AsSpan(0, z.Length);
        _decoder.Backward(z, decoderGradients, zGradients);                                 // ∂/∂θ and ∂/∂z
        for (var at = 0; at < z.Length; at++)
            zGradients[at] += (float)(beta * _weights[at / _latents] * z[at]);              // w̃_i β z of −ln p(z_i)

        for (var i = 0; i < _posterior.Examples; i++)
            for (var j = 0; j < _latents; j++)
            {
                var (mean, sigma) = _posterior.Carry(zGradients, i, j);
                _posterior.SetGradient(i, j, mean, sigma - (beta / _posterior.Q(i, j).Sigma));   // −Σ w̃_i β ∂ln σ/∂σ = −β/σ
            }

        _encoder.Backward(examples, _posterior.EncoderGradients, []);                       // ∂/∂φ
    }

    private static void Scale(Span<float> values, float factor)
    {
        foreach (ref var value in values) value *= factor;
    }
}
