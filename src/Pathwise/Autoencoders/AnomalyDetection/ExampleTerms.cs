using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>One example's samples of z, and what each pixel costs under each of them.</summary>
internal sealed class ExampleTerms
{
    private const int SamplesAtOnce = 100;                      // as in an evaluation: the same samples come

    private readonly VariationalAutoencoder _model;
    private readonly float[] _example, _encoded;
    private readonly Rng[] _stream;

    public ExampleTerms(VariationalAutoencoder model, IExamples examples, int index, SeedSequence seeds)
    {
        (_model, _example, _stream) = (model, new float[examples.Size], [new(seeds.Child(index))]);
        examples.Read(index, _example, ref _stream[0]);
        _encoded = Coding.Outputs(model.Encoder, _example);
        for (var j = 0; j < model.Latents; j++) Divergence += model.Posterior.Of(_encoded, j).Divergence;
    }

    /// <summary>KL(q(z|x) ‖ p(z)).</summary>
    public double Divergence { get; }

    /// <summary>Draws samples, and tells each one's terms.</summary>
    /// <param name="samples">How many.</param>
    /// <param name="take">Is given −ln p(x_i|z) of each pixel, [size], and ln p(z) − ln q(z|x).</param>
    public void Draw(int samples, Action<float[], double> take)
    {
        var decoder = _model.Decoder.NewPass(Math.Min(SamplesAtOnce, samples));
        var terms = new float[_model.Size];
        for (var drawn = 0; drawn < samples; drawn += SamplesAtOnce)
        {
            var count = Math.Min(SamplesAtOnce, samples - drawn);
            var z = new ReparametrizedSamples(_model.Posterior, count, maxExamples: 1);
            z.Draw(_encoded, _stream);                                                      // z ~ q(z|x)
            var decoded = decoder.Forward(z.Z, count);
            for (var row = 0; row < count; row++)
            {
                _model.Likelihood.Terms(
                    _example, decoded.Slice(row * _model.Decoder.Outputs, _model.Decoder.Outputs), terms);
                take(terms, z.LogPriorRatio(row));
            }
        }
    }
}
