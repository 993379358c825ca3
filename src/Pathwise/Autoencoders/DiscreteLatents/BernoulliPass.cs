using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.DiscreteLatents;

/// <summary>The bound of a <see cref="BernoulliAutoencoder"/>, and its gradient as the estimator has it.</summary>
/// <remarks>Symbols: φ = the encoder's parameters, θ = the decoder's, ψ = the baseline's, l = the logits, n = the
/// batch's size. β other than 1 weighs ln p(z) − ln q(z|x).</remarks>
internal sealed class BernoulliPass : ILossPass
{
    private readonly ILikelihood _likelihood;
    private readonly IDiscreteEstimator _estimator;
    private readonly INetworkPass _encoder, _decoder;
    private readonly INetworkPass? _baseline;
    private readonly int _samples, _latents;
    private readonly double[] _divergences;
    private readonly double[] _logWeights, _shares, _scores;    // [examples · k]
    private readonly float[] _logits, _logitGradients;          // [examples, latents]
    private readonly float[] _code, _codeGradients;             // [examples · k, latents]
    private readonly float[] _decoderGradients;                 // [examples · k, decoder outputs]
    private readonly float[] _baselineGradients;                // [examples]
    private readonly LossSums[] _losses;
    private LossWeights _weights;
    private int _count;

    public BernoulliPass(BernoulliAutoencoder model, int maxExamples)
    {
        (_likelihood, _estimator, _samples, _latents) =
            (model.Likelihood, model.Estimator, model.Samples, model.Latents);
        var rows = maxExamples * _samples;
        (_encoder, _decoder) = (model.Encoder.NewPass(maxExamples), model.Decoder.NewPass(rows));
        _baseline = model.Baseline?.NewPass(maxExamples);
        _divergences = new double[_latents];
        (_logWeights, _shares, _scores) = (new double[rows], new double[rows], new double[rows]);
        (_logits, _logitGradients) = (new float[maxExamples * _latents], new float[maxExamples * _latents]);
        (_code, _codeGradients) = (new float[rows * _latents], new float[rows * _latents]);
        _decoderGradients = new float[rows * _likelihood.ParameterCount];
        _baselineGradients = new float[maxExamples];
        _losses = new LossSums[maxExamples];
    }

    public ReadOnlySpan<double> LatentDivergences => _divergences;

    private int Rows => _count * _samples;

    public Span<float> Gradients(int network) => (network switch
    {
        0 => _encoder,
        1 => _decoder,
        _ => _baseline!,
    }).Gradients;

    public ReadOnlySpan<LossSums> Forward(ReadOnlySpan<float> examples, Span<Rng> streams, LossWeights weights)
    {
        (_weights, _count) = (weights, streams.Length);
        var (size, width) = (_likelihood.Size, _likelihood.ParameterCount);
        _encoder.Forward(examples, _count).CopyTo(_logits);                                 // l ← encoder(x; φ)
        for (var row = 0; row < Rows; row++)
            _estimator.Draw(LogitsOf(row / _samples), CodeOf(row), ref streams[row / _samples]);    // z ~ q(z|x)

        var decoded = _decoder.Forward(_code.AsSpan(0, Rows * _latents), Rows);             // what p(x|z; θ) is
        var baselines = _baseline is null ? default : _baseline.Forward(examples, _count);  // b(x; ψ)
        Array.Clear(_divergences);
        for (var i = 0; i < _count; i++)
        {
            var (reconstruction, divergence) = (0.0, SumDivergences(i));
            for (var row = i * _samples; row < (i + 1) * _samples; row++)
            {
                var minusLog = _likelihood.NegativeLogProbability(                          // −ln p(x|z; θ)
                    examples.Slice(i * size, size), decoded.Slice(row * width, width),
                    (float)weights.PerExample, _decoderGradients.AsSpan(row * width, width));
                reconstruction += minusLog / _samples;
                _logWeights[row] = (weights.Beta * Coins.LogPriorRatio(LogitsOf(i), CodeOf(row))) - minusLog;       // ln w
            }

            var baseline = baselines.IsEmpty ? 0 : baselines[i];
            var bound = _estimator.Weigh(Of(_logWeights, i), baseline, Of(_shares, i), Of(_scores, i));
            _baselineGradients[i] = (float)(weights.PerExample * (baseline - Of(_logWeights, i)[0]));   // ∂/∂b of ½(ln w − b)²
            var loss = _estimator.FollowsPath ? reconstruction + (weights.Beta * divergence) : -bound;
            _losses[i] = new(loss, reconstruction, divergence);
        }

        return _losses.AsSpan(0, _count);
    }

    public void Backward(ReadOnlySpan<float> examples, ReadOnlySpan<double> meanDivergences)
    {
        var width = _likelihood.ParameterCount;
        for (var row = 0; row < Rows; row++)
            foreach (ref var gradient in _decoderGradients.AsSpan(row * width, width)) gradient *= (float)_shares[row];

        var code = _code.AsSpan(0, Rows * _latents);
        var codeGradients = _estimator.FollowsPath ? _codeGradients.AsSpan(0, code.Length) : default;
        _decoder.Backward(code, _decoderGradients.AsSpan(0, Rows * width), codeGradients);  // ∂/∂θ, and ∂/∂z along a path
        for (var i = 0; i < _count; i++)
            for (var j = 0; j < _latents; j++)
                _logitGradients[(i * _latents) + j] = (float)LogitGradient(i, j);

        _encoder.Backward(examples, _logitGradients.AsSpan(0, _count * _latents), []);      // ∂/∂φ
        _baseline?.Backward(examples, _baselineGradients.AsSpan(0, _count), []);            // ∂/∂ψ
    }

    /// <summary>∂loss/∂l of one latent of one example.</summary>
    private double LogitGradient(int example, int latent)
    {
        double logit = LogitsOf(example)[latent], probability = Coins.Sigmoid(logit);
        var gradient = 0.0;
        for (var row = example * _samples; row < (example + 1) * _samples; row++)
        {
            double z = CodeOf(row)[latent];
            gradient -= _weights.PerExample * _scores[row] * (z - probability);             // −c (z − σ(l))
            if (_estimator.FollowsPath)
                gradient += _codeGradients[(row * _latents) + latent] * _estimator.Slope(logit, z);
        }

        return _estimator.FollowsPath
            ? gradient + (_weights.PerExample * _weights.Beta * Coins.DivergenceSlope(logit))
            : gradient;
    }

    private double SumDivergences(int example)
    {
        var sum = 0.0;
        for (var j = 0; j < _latents; j++)
        {
            var divergence = Coins.Divergence(LogitsOf(example)[j]);
            _divergences[j] += divergence;
            sum += divergence;
        }

        return sum;
    }

    private Span<double> Of(double[] each, int example) => each.AsSpan(example * _samples, _samples);

    private Span<float> LogitsOf(int example) => _logits.AsSpan(example * _latents, _latents);

    private Span<float> CodeOf(int row) => _code.AsSpan(row * _latents, _latents);
}
