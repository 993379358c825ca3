using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Evaluation;

/// <summary>ln p(x) of examples by importance sampling from q(z|x): a hundred samples at a time, so that memory does
/// not grow with their number.</summary>
internal sealed class ImportanceSampling(
    VariationalAutoencoder model, IExamples examples, int samples, SeedSequence seeds) : IPieces
{
    private const int SamplesAtOnce = 100;

    private readonly double[] _each = new double[examples.Count];

    public void Run(Workers? workers) => ExamplePieces.Run(this, examples, workers);

    void IPieces.Run(int piece)
    {
        var (rows, streams) = ExamplePieces.Read(examples, piece, seeds);
        var (size, latents, width) = (model.Size, model.Latents, model.Likelihood.ParameterCount);
        var encoder = model.Encoder.NewPass(streams.Length);
        var decoder = model.Decoder.NewPass(Math.Min(SamplesAtOnce, samples));
        var encoded = encoder.Forward(rows, streams.Length);
        for (var i = 0; i < streams.Length; i++)
        {
            var x = rows.AsSpan(i * size, size);
            var q = encoded.Slice(i * model.Posterior.ParameterCount, model.Posterior.ParameterCount);
            var bound = new LogMeanExp();
            for (var drawn = 0; drawn < samples; drawn += SamplesAtOnce)
            {
                var count = Math.Min(SamplesAtOnce, samples - drawn);
                var z = new ReparametrizedSamples(model.Posterior, count, maxExamples: 1);
                z.Draw(q, streams.AsSpan(i, 1));                                                // z ~ q(z|x)
                var decoded = decoder.Forward(z.Z, count);
                for (var row = 0; row < count; row++)
                    bound.Add(z.LogPriorRatio(row) - model.Likelihood.NegativeLogProbability(   // ln p(x|z) p(z) / q(z|x)
                        x, decoded.Slice(row * width, width), 1, []));
            }

            _each[(piece * ExamplePieces.Length) + i] = -bound.Value;
        }
    }

    public LikelihoodReport Report()
    {
        var (mean, error) = ExamplePieces.MeanOf(_each);
        return new(samples, mean, error, _each);
    }
}
