using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>Samples <c>z = μ + σ ε</c> of some examples' posteriors, and the way back from gradients with respect to z
/// to gradients with respect to what the encoder said, <c>[μ…, ρ…]</c>.</summary>
/// <remarks>Source: Kingma and Welling (2014), arXiv:1312.6114, §2.4. Not thread-safe.</remarks>
internal sealed class ReparametrizedSamples
{
    private readonly DiagonalPosterior _posterior;
    private readonly int _samples;                              // of each example
    private readonly DiagonalPosterior.Component[] _q;          // [examples, latents]
    private readonly float[] _noise, _z;                        // ε and z, [examples · samples, latents]
    private readonly float[] _gradients;                        // with respect to μ and ρ, [examples, 2 · latents]
    private readonly double[] _divergences;                     // of each latent
    private readonly double[] _exampleDivergences;

    public ReparametrizedSamples(DiagonalPosterior posterior, int samples, int maxExamples)
    {
        (_posterior, _samples) = (posterior, samples);
        _q = new DiagonalPosterior.Component[maxExamples * posterior.Latents];
        _noise = new float[_q.Length * samples];
        _z = new float[_q.Length * samples];
        _gradients = new float[maxExamples * posterior.ParameterCount];
        _divergences = new double[posterior.Latents];
        _exampleDivergences = new double[maxExamples];
    }

    /// <summary>Examples of the last draw.</summary>
    public int Examples { get; private set; }

    /// <summary>Rows of <see cref="Z"/>.</summary>
    public int Rows => Examples * _samples;

    /// <summary>z, [examples · samples, latents]: an example's samples follow each other.</summary>
    public ReadOnlySpan<float> Z => _z.AsSpan(0, Rows * _posterior.Latents);

    /// <summary>Each latent's divergence, summed over the examples.</summary>
    public ReadOnlySpan<double> LatentDivergences => _divergences;

    /// <summary>Σ_j KL_j of one example.</summary>
    public double Divergence(int example) => _exampleDivergences[example];

    /// <summary>The posterior of one latent of one example.</summary>
    public ref readonly DiagonalPosterior.Component Q(int example, int latent) =>
        ref _q[(example * _posterior.Latents) + latent];

    /// <summary>Draws samples.</summary>
    /// <param name="encoded">[μ…, ρ…] of each example.</param>
    /// <param name="streams">The examples' streams.</param>
    public void Draw(ReadOnlySpan<float> encoded, Span<Rng> streams)
    {
        var latents = _posterior.Latents;
        Examples = streams.Length;
        Array.Clear(_divergences);
        for (var i = 0; i < Examples; i++)
        {
            var sum = 0.0;
            var parameters = encoded.Slice(i * 2 * latents, 2 * latents);
            for (var j = 0; j < latents; j++)
            {
                var q = _posterior.Of(parameters, j);
                _q[(i * latents) + j] = q;
                var divergence = q.Divergence;                                          // KL_j = ½(μ² + σ² − 1) − ln σ
                _divergences[j] += divergence;
                sum += divergence;
            }

            _exampleDivergences[i] = sum;
            streams[i].FillNormal(_noise.AsSpan(i * _samples * latents, _samples * latents));   // ε ~ N(0, I)
            for (var row = i * _samples; row < (i + 1) * _samples; row++)
                for (var j = 0; j < latents; j++)
                {
                    ref readonly var q = ref Q(i, j);
                    var at = (row * latents) + j;
                    _z[at] = (float)(q.Mean + (q.Sigma * _noise[at]));                  // z = μ + σ ε
                }
        }
    }

    /// <summary>½(ε² − z²) + ln σ, summed over latents: ln p(z) − ln q(z|x) of one sample.</summary>
    public double LogPriorRatio(int row)
    {
        var (latents, sum) = (_posterior.Latents, 0.0);
        for (var j = 0; j < latents; j++)
        {
            double epsilon = _noise[(row * latents) + j], z = _z[(row * latents) + j];
            sum += (0.5 * ((epsilon * epsilon) - (z * z))) + Q(row / _samples, j).LogSigma;
        }

        return sum;
    }

    /// <summary>The gradient along z of one latent's samples, as one along μ and one along σ.</summary>
    /// <param name="zGradients">[examples · samples, latents].</param>
    /// <param name="example">Which example.</param>
    /// <param name="latent">Which latent.</param>
    public (double Mean, double Sigma) Carry(ReadOnlySpan<float> zGradients, int example, int latent)
    {
        var (mean, sigma) = (0.0, 0.0);
        for (var row = example * _samples; row < (example + 1) * _samples; row++)
        {
            var at = (row * _posterior.Latents) + latent;
            mean += zGradients[at];                                                     // ∂z/∂μ = 1
            sigma += (double)zGradients[at] * _noise[at];                               // ∂z/∂σ = ε
        }

        return (mean, sigma);
    }

    /// <summary>Notes one latent's gradient.</summary>
    /// <param name="example">Which example.</param>
    /// <param name="latent">Which latent.</param>
    /// <param name="mean">∂loss/∂μ.</param>
    /// <param name="sigma">∂loss/∂σ.</param>
    public void SetGradient(int example, int latent, double mean, double sigma)
    {
        var row = _gradients.AsSpan(example * _posterior.ParameterCount, _posterior.ParameterCount);
        row[latent] = (float)mean;
        row[_posterior.Latents + latent] = (float)(sigma * Q(example, latent).Derivative);      // · dσ/dρ
    }

    /// <summary>What <see cref="SetGradient"/> noted, [examples, 2 · latents].</summary>
    public ReadOnlySpan<float> EncoderGradients => _gradients.AsSpan(0, Examples * _posterior.ParameterCount);
}
