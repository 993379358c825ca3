using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Evaluation;

/// <summary>ln p(x) of examples by importance sampling from q(z|x): a hundred samples at a time, so that memory does
/// not grow with their number.</summary>
internal sealed class ImportanceSampling(
    ILatentVariableModel model, IExamples examples, int samples, SeedSequence seeds) : IPieces
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
        var (z, ratios) = (new float[SamplesAtOnce * latents], new double[SamplesAtOnce]);
        var encoded = encoder.Forward(rows, streams.Length);
        for (var i = 0; i < streams.Length; i++)
        {
            var x = rows.AsSpan(i * size, size);
            var q = encoded.Slice(i * model.Encoder.Outputs, model.Encoder.Outputs);
            var bound = new LogMeanExp();
            for (var drawn = 0; drawn < samples; drawn += SamplesAtOnce)
            {
                var count = Math.Min(SamplesAtOnce, samples - drawn);
                var codes = z.AsSpan(0, count * latents);
                model.DrawFromPosterior(q, codes, ratios.AsSpan(0, count), ref streams[i]);     // z ~ q(z|x)
                var decoded = decoder.Forward(codes, count);
                for (var row = 0; row < count; row++)
                    bound.Add(ratios[row] - model.Likelihood.NegativeLogProbability(   // ln p(x|z) p(z) / q(z|x)
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
