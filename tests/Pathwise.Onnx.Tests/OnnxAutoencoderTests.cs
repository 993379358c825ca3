using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Onnx.Tests;

/// <summary>Encoders and decoders are run in ONNX Runtime, and must give what the models give.</summary>
public sealed class OnnxAutoencoderTests
{
    private const int Size = 30, Latents = 4, Rows = 1000;
    private const double Tolerance = 1e-5;

    public static TheoryData<PosteriorScale> Scales => [.. Enum.GetValues<PosteriorScale>()];

    public static TheoryData<DecoderKind, MeanLink> Decoders => new(
        from kind in Enum.GetValues<DecoderKind>()
        from link in Enum.GetValues<MeanLink>()
        select (kind, link));

    [Theory]
    [MemberData(nameof(Scales))]
    public void An_encoder_gives_the_same_means_and_deviations(PosteriorScale scale)
    {
        var model = VariationalAutoencoder.Create(Options() with { PosteriorScale = scale }, Size, new(1));
        var examples = Examples();
        var (means, sigmas) = model.Encode(examples);
        var outputs = Run(OnnxAutoencoder.Encoder(model), "x", examples, Size);
        Assert.Equal(["mean", "sigma"], outputs.Keys.Order());
        AssertSame(means, outputs["mean"], Latents);
        AssertSame(sigmas, outputs["sigma"], Latents);
    }

    /// <summary>σ from e⁻¹⁵ to e¹⁰, where it is clamped: relative to its size.</summary>
    [Theory]
    [MemberData(nameof(Scales))]
    public void Deviations_are_clamped_alike(PosteriorScale scale)
    {
        var encoder = new Mlp([1, 2], bias: false);
        encoder.Layer(0).Weights[1] = 1;                                            // ρ = x
        var model = new VariationalAutoencoder(
            encoder, new Mlp([1, 1]), new BernoulliLikelihood(1), new() { PosteriorScale = scale });
        float[] rhos = [.. Enumerable.Range(-100, 201).Select(i => i / 2f), -1e6f, 1e6f];
        var expected = model.Encode(rhos).Sigma;
        var actual = Run(OnnxAutoencoder.Encoder(model), "x", rhos, 1)["sigma"].ToArray();
        for (var i = 0; i < rhos.Length; i++)
            Assert.InRange(actual[i], expected[i] * (1 - Tolerance), expected[i] * (1 + Tolerance));
    }

    [Theory]
    [MemberData(nameof(Decoders))]
    public void A_decoder_gives_the_same_means(DecoderKind kind, MeanLink link)
    {
        var model = VariationalAutoencoder.Create(Options() with { Decoder = kind, DecoderMean = link }, Size, new(2));
        var (codes, rng) = (new float[Rows * Latents], new Rng(3));
        rng.FillNormal(codes);
        var outputs = Run(OnnxAutoencoder.Decoder(model), "z", codes, Latents);
        AssertSame(model.Decode(codes), Assert.Single(outputs).Value, Size);
    }

    [Theory]
    [InlineData("autoencoder", "code")]
    [InlineData("denoising", "code")]
    [InlineData("bernoulli", "probability")]
    public void Other_kinds_give_the_same_codes_and_reconstructions(string kind, string output)
    {
        var options = AutoencoderKinds.Find(kind).DefaultOptions with
        {
            Latents = Latents, EncoderHidden = [20], DecoderHidden = [20], Decoder = DecoderKind.GaussianShared,
        };
        var (model, examples) = (AutoencoderKinds.Find(kind).Create(options, Size, new(4)), Examples());
        var codes = Run(OnnxAutoencoder.Encoder(model), "x", examples, Size)[output];
        AssertSame(model.Codes(examples), codes, Latents);
        var means = Run(OnnxAutoencoder.Decoder(model), "z", codes.ToArray(), Latents)["x"];
        AssertSame(model.Reconstruct(examples), means, Size);
    }

    private static VariationalAutoencoderOptions Options() =>
        new() { Latents = Latents, EncoderHidden = [20, 10], DecoderHidden = [10, 20] };

    private static float[] Examples()
    {
        var (examples, rng) = (new float[Rows * Size], new Rng(6));
        rng.FillUniform(examples);
        return examples;
    }

    private static Dictionary<string, Tensor<float>> Run(OnnxGraph graph, string input, float[] rows, int columns)
    {
        using var session = new InferenceSession(graph.ToBytes());
        using var results = session.Run(
            [NamedOnnxValue.CreateFromTensor(input, new DenseTensor<float>(rows, [rows.Length / columns, columns]))]);
        return results.ToDictionary(result => result.Name, result => (Tensor<float>)result.AsTensor<float>().Clone());
    }

    private static void AssertSame(float[] expected, Tensor<float> tensor, int columns)
    {
        Assert.Equal([expected.Length / columns, columns], tensor.Dimensions.ToArray());
        var actual = tensor.ToArray();
        for (var i = 0; i < actual.Length; i++)
            Assert.InRange(actual[i], expected[i] - Tolerance, expected[i] + Tolerance);
    }
}
