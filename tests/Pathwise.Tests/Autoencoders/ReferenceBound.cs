using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Networks;
using Pathwise.Tests.Networks;

namespace Pathwise.Tests.Autoencoders;

/// <summary>Losses of a small variational autoencoder by their definitions, in double, with noise that is given.</summary>
internal sealed class ReferenceBound(
    Mlp encoder, Mlp decoder, DecoderKind kind, MeanLink link, double sigma, double leastSigma, VariationalAutoencoderOptions options)
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    private readonly int _latents = decoder.Inputs, _size = encoder.Inputs;

    /// <summary>The mean loss.</summary>
    /// <param name="encoderParameters">φ.</param>
    /// <param name="decoderParameters">θ; the logarithm of a shared scale comes last.</param>
    /// <param name="examples">x, [rows, size].</param>
    /// <param name="noise">ε, [rows, samples, latents].</param>
    public double Loss(double[] encoderParameters, double[] decoderParameters, double[] examples, double[] noise)
    {
        var rows = examples.Length / _size;
        var encoded = ReferenceMlp.Forward(encoder, encoderParameters, examples, rows);
        var (loss, divergences) = (0.0, new double[_latents]);
        for (var i = 0; i < rows; i++)
        {
            var (mean, sigmas) = (new double[_latents], new double[_latents]);
            for (var j = 0; j < _latents; j++)
            {
                mean[j] = encoded[(i * 2 * _latents) + j];
                sigmas[j] = Sigma(encoded[(i * 2 * _latents) + _latents + j]);
                divergences[j] += ((0.5 * ((mean[j] * mean[j]) + (sigmas[j] * sigmas[j]) - 1)) - Math.Log(sigmas[j])) / rows;
            }

            var logWeights = new double[options.Samples];
            for (var s = 0; s < options.Samples; s++)
            {
                var z = new double[_latents];
                for (var j = 0; j < _latents; j++)
                {
                    var epsilon = noise[(((i * options.Samples) + s) * _latents) + j];
                    z[j] = mean[j] + (sigmas[j] * epsilon);
                    logWeights[s] += options.Beta * (LogNormal(z[j], 0, 1) - LogNormal(z[j], mean[j], sigmas[j]));
                }

                var decoded = ReferenceMlp.Forward(decoder, decoderParameters, z, 1);
                var log = LogLikelihood(examples.AsSpan(i * _size, _size), decoded, decoderParameters[^1]);
                if (options.Bound == Bound.Evidence) loss -= log / options.Samples / rows;
                logWeights[s] += log;
            }

            if (options.Bound == Bound.ImportanceWeighted) loss -= Math.Log(logWeights.Average(Math.Exp)) / rows;
        }

        return options.Bound == Bound.Evidence ? loss + (options.Beta * divergences.Sum(kl => Math.Max(options.FreeNats, kl))) : loss;
    }

    public double LogLikelihood(ReadOnlySpan<double> x, ReadOnlySpan<double> decoded, double logScale)
    {
        var sum = 0.0;
        for (var i = 0; i < _size; i++)
        {
            var mean = link == MeanLink.Sigmoid ? Sigmoid(decoded[i]) : decoded[i];
            sum += kind switch
            {
                DecoderKind.Bernoulli => (x[i] * Math.Log(Sigmoid(decoded[i]))) + ((1 - x[i]) * Math.Log(1 - Sigmoid(decoded[i]))),
                DecoderKind.Gaussian => LogNormal(x[i], mean, sigma),
                DecoderKind.GaussianShared => LogNormal(x[i], mean, Clamped(logScale)),
                DecoderKind.GaussianPredicted => LogNormal(x[i], mean, Clamped(0.5 * decoded[_size + i])),
                DecoderKind.DiscretizedLogistic => LogMass(x[i], mean, Clamped(logScale), Sigmoid),
                _ => LogMass(x[i], mean, Clamped(logScale), NormalDistribution),
            };
        }

        return sum;
    }

    private static double LogNormal(double x, double mean, double sigma) =>
        (-0.5 * (x - mean) * (x - mean) / (sigma * sigma)) - Math.Log(sigma) - HalfLogTwoPi;

    private static double LogMass(double x, double mean, double scale, Func<double, double> distribution)
    {
        var below = x < 0.5 / 255 ? 0 : distribution((x - (0.5 / 255) - mean) / scale);
        var upTo = x > 1 - (0.5 / 255) ? 1 : distribution((x + (0.5 / 255) - mean) / scale);
        return Math.Log(upTo - below);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>½ + φ(x) (x + x³/3 + x⁵/15 + …).</summary>
    private static double NormalDistribution(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 3; n < 200; n += 2) sum += term *= x * x / n;
        return 0.5 + (sum * Math.Exp((-0.5 * x * x) - HalfLogTwoPi));
    }

    private double Clamped(double logScale) => Math.Exp(Math.Clamp(logScale, Math.Log(leastSigma), 10));

    private double Sigma(double rho) => options.PosteriorScale switch
    {
        PosteriorScale.LogVariance => Math.Exp(Math.Clamp(0.5 * rho, -15, 10)),
        PosteriorScale.LogSigma => Math.Exp(Math.Clamp(rho, -15, 10)),
        _ => Math.Clamp(Math.Log(1 + Math.Exp(rho + Math.Log(Math.E - 1))), Math.Exp(-15), Math.Exp(10)),
    };
}
