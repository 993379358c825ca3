using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;
using Pathwise.Testing;
using Pathwise.Tests.Networks;

namespace Pathwise.Tests.Autoencoders;

/// <summary>Losses and every parameter's gradient of autoencoders without a prior, against the definitions in double,
/// with the same noise.</summary>
public sealed class ReconstructionGradientTests
{
    private const int Rows = 3, Size = 6, Latents = 2;
    private const double Sigma = 0.7, LeastSigma = 0.05;

    public static TheoryData<DecoderKind, MeanLink> Decoders => new(
        from kind in Enum.GetValues<DecoderKind>()
        from link in Enum.GetValues<MeanLink>()
        select (kind, link));

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Every_decoder_of_the_plain_one(DecoderKind kind, MeanLink link) => Check(kind, link, corruption: null);

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Every_decoder_of_the_denoising_one(DecoderKind kind, MeanLink link) =>
        Check(kind, link, new Corruption(CorruptionKind.Gaussian, 0.3));

    [Theory]
    [InlineData(CorruptionKind.Gaussian, 0.5)]
    [InlineData(CorruptionKind.Masking, 0.4)]
    [InlineData(CorruptionKind.SaltAndPepper, 0.6)]
    public void Every_corruption(CorruptionKind kind, double level) =>
        Check(DecoderKind.Bernoulli, MeanLink.Identity, new Corruption(kind, level));

    private static void Check(DecoderKind kind, MeanLink link, Corruption? corruption)
    {
        var rng = new Rng(7);
        var likelihood = LikelihoodChoice.Create(kind, Size, Sigma, LeastSigma, link);
        var free = kind.HasSharedScale() ? 1 : 0;
        var encoder = Mlp.Create([Size, 5, Latents], Activation.Tanh, Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
        var inner = Mlp.Create([Latents, 4, likelihood.ParameterCount - free], Activation.Tanh, Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
        INetwork decoder = free == 0 ? inner : new FreeOutputs(inner, free, -0.2f);
        ILossModel model = corruption is { } some
            ? new DenoisingAutoencoder(encoder, decoder, likelihood, some)
            : new Autoencoder(encoder, decoder, likelihood);

        var examples = new float[Rows * Size];
        for (var i = 0; i < examples.Length; i++) examples[i] = rng.NextInt32(256) / 255f;
        var (streams, seen) = (new Rng[Rows], examples.ToArray());
        for (var i = 0; i < Rows; i++)
        {
            streams[i] = new(new SeedSequence(3).Child(i));
            var same = streams[i];
            corruption?.Apply(seen.AsSpan(i * Size, Size), ref same);
        }

        if (corruption is not null) Assert.NotEqual(examples, seen);
        var (pass, loss) = (model.NewPass(Rows), 0.0);
        foreach (var each in pass.Forward(examples, streams, new(Rows, Beta: 1))) loss += each.Loss / Rows;
        pass.Backward(examples, new double[Latents]);

        var reference = new ReferenceBound(encoder, inner, kind, link, Sigma, LeastSigma, new());
        double[] clean = Array.ConvertAll(examples, x => (double)x), corrupted = Array.ConvertAll(seen, x => (double)x);
        double Loss(double[] phi, double[] theta)
        {
            var codes = ReferenceMlp.Forward(encoder, phi, corrupted, Rows);
            var sum = 0.0;
            for (var i = 0; i < Rows; i++)
            {
                var decoded = ReferenceMlp.Forward(inner, theta, codes[(i * Latents)..((i + 1) * Latents)], 1);
                sum -= reference.LogLikelihood(clean.AsSpan(i * Size, Size), decoded, theta[^1]) / Rows;
            }

            return sum;
        }

        var (phi, theta) = (ReferenceMlp.Parameters(encoder), ReferenceMlp.Parameters(decoder));
        Assert.Equal(Loss(phi, theta), loss, 2e-6 * (1 + Math.Abs(loss)));
        var ofEncoder = GradientCheck.Of(x => Loss(x.ToArray(), theta), phi, Doubles(pass.Gradients(0)));
        var ofDecoder = GradientCheck.Of(x => Loss(phi, x.ToArray()), theta, Doubles(pass.Gradients(1)));
        Assert.True(ofEncoder.IsWithin(2e-4), $"encoder: {ofEncoder}");         // floats' 6e-8, over the floor of 1e-3
        Assert.True(ofDecoder.IsWithin(2e-4), $"decoder: {ofDecoder}");
    }

    private static double[] Doubles(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), value => (double)value);
}
