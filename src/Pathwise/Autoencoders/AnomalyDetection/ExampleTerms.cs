using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>What each pixel of an example costs under samples of its code.</summary>
internal sealed class ExampleTerms(ILatentVariableModel model, float[] example)
{
    private const int SamplesAtOnce = 100;                      // as in an evaluation: the same samples come

    /// <summary>What the encoder says of the example.</summary>
    public float[] Encoded => Coding.Outputs(model.Encoder, example);

    /// <summary>Reads an example with its stream, as it was scored.</summary>
    public static (float[] Example, Rng Stream) Read(IExamples examples, int index, SeedSequence seeds)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(seeds);
        var (example, stream) = (new float[examples.Size], new Rng(seeds.Child(index)));
        examples.Read(index, example, ref stream);
        return (example, stream);
    }

    /// <summary>The mean over samples of −ln p(x_i|z), [size].</summary>
    /// <param name="encoded">What q is.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="stream">Where they come from.</param>
    public float[] Mean(float[] encoded, int samples, ref Rng stream)
    {
        var sums = new double[example.Length];
        Draw(encoded, samples, ref stream, (terms, _) =>
        {
            for (var i = 0; i < terms.Length; i++) sums[i] += terms[i] / (double)samples;
        });
        return Array.ConvertAll(sums, sum => (float)sum);
    }

    /// <summary>Draws samples, and tells each one's terms.</summary>
    /// <param name="encoded">What q is.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="stream">Where they come from.</param>
    /// <param name="take">Is given −ln p(x_i|z) of each pixel, [size], and ln p(z) − ln q(z|x).</param>
    public void Draw(float[] encoded, int samples, ref Rng stream, Action<float[], double> take)
    {
        var decoder = model.Decoder.NewPass(Math.Min(SamplesAtOnce, samples));
        var (terms, ratios) = (new float[model.Size], new double[SamplesAtOnce]);
        var z = new float[SamplesAtOnce * model.Latents];
        for (var drawn = 0; drawn < samples; drawn += SamplesAtOnce)
        {
            var count = Math.Min(SamplesAtOnce, samples - drawn);
            var codes = z.AsSpan(0, count * model.Latents);
            model.DrawFromPosterior(encoded, codes, ratios.AsSpan(0, count), ref stream);       // z ~ q(z|x)
            var decoded = decoder.Forward(codes, count);
            for (var row = 0; row < count; row++)
            {
                model.Likelihood.Terms(
                    example, decoded.Slice(row * model.Decoder.Outputs, model.Decoder.Outputs), terms);
                take(terms, ratios[row]);
            }
        }
    }
}
