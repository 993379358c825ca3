using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>One example's samples of z, and what each pixel costs under each of them.</summary>
internal sealed class ExampleTerms
{
    private const int SamplesAtOnce = 100;                      // as in an evaluation: the same samples come

    private readonly ILatentVariableModel _model;
    private readonly float[] _example;
    private Rng _stream;

    public ExampleTerms(ILatentVariableModel model, IExamples examples, int index, SeedSequence seeds)
    {
        (_model, _example, _stream) = (model, new float[examples.Size], new(seeds.Child(index)));
        examples.Read(index, _example, ref _stream);
        Encoded = Coding.Outputs(model.Encoder, _example);
    }

    /// <summary>What the encoder says of the example.</summary>
    public float[] Encoded { get; }

    /// <summary>Draws samples, and tells each one's terms.</summary>
    /// <param name="samples">How many.</param>
    /// <param name="take">Is given −ln p(x_i|z) of each pixel, [size], and ln p(z) − ln q(z|x).</param>
    public void Draw(int samples, Action<float[], double> take)
    {
        var decoder = _model.Decoder.NewPass(Math.Min(SamplesAtOnce, samples));
        var (terms, ratios) = (new float[_model.Size], new double[SamplesAtOnce]);
        var z = new float[SamplesAtOnce * _model.Latents];
        for (var drawn = 0; drawn < samples; drawn += SamplesAtOnce)
        {
            var count = Math.Min(SamplesAtOnce, samples - drawn);
            var codes = z.AsSpan(0, count * _model.Latents);
            _model.DrawFromPosterior(Encoded, codes, ratios.AsSpan(0, count), ref _stream);     // z ~ q(z|x)
            var decoded = decoder.Forward(codes, count);
            for (var row = 0; row < count; row++)
            {
                _model.Likelihood.Terms(
                    _example, decoded.Slice(row * _model.Decoder.Outputs, _model.Decoder.Outputs), terms);
                take(terms, ratios[row]);
            }
        }
    }
}
