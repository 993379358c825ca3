using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;
using Pathwise.Testing;
using Pathwise.Tests.Networks;

namespace Pathwise.Tests.Autoencoders;

/// <summary>Losses and every parameter's gradient against the definitions in double, with the same noise.</summary>
public sealed class BoundGradientTests
{
    private const int Rows = 3, Size = 6, Latents = 2;
    private const double Sigma = 0.7, LeastSigma = 0.05;

    public static TheoryData<DecoderKind, MeanLink> Decoders => new(
        from kind in Enum.GetValues<DecoderKind>()
        from link in Enum.GetValues<MeanLink>()
        select (kind, link));

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Every_decoder_of_the_evidence_bound(DecoderKind kind, MeanLink link) =>
        Check(kind, link, new() { Samples = 2, Beta = 1.7 });

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Every_decoder_of_the_importance_weighted_bound(DecoderKind kind, MeanLink link) =>
        Check(kind, link, new() { Samples = 4, Bound = Bound.ImportanceWeighted });

    [Theory]
    [InlineData(PosteriorScale.LogVariance)]
    [InlineData(PosteriorScale.LogSigma)]
    [InlineData(PosteriorScale.Softplus)]
    public void Every_posterior_of_both_bounds(PosteriorScale scale)
    {
        Check(DecoderKind.Bernoulli, MeanLink.Identity, new() { PosteriorScale = scale, Beta = 0.5 });
        Check(DecoderKind.Bernoulli, MeanLink.Identity, new() { PosteriorScale = scale, Samples = 3, Bound = Bound.ImportanceWeighted, Beta = 0.5 });
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(10)]
    public void Free_nats(double freeNats) => Check(DecoderKind.Bernoulli, MeanLink.Identity, new() { FreeNats = freeNats });

    /// <summary>σ clamped at e⁻¹⁵ or e¹⁰ does not follow ρ: neither in the loss nor in its gradient.</summary>
    [Theory]
    [InlineData(PosteriorScale.LogVariance, -100)]
    [InlineData(PosteriorScale.LogSigma, -50)]
    [InlineData(PosteriorScale.Softplus, -50)]
    [InlineData(PosteriorScale.LogVariance, 100)]
    [InlineData(PosteriorScale.LogSigma, 50)]
    [InlineData(PosteriorScale.Softplus, 30_000)]
    public void Clamped_posteriors(PosteriorScale scale, float rho)
    {
        var setting = new Setting(DecoderKind.Bernoulli, MeanLink.Identity, new() { PosteriorScale = scale });
        setting.Encoder.Layer(1).Bias[Latents..].Fill(rho);
        if (rho > 0) setting.DecoderMlp.Layer(0).Weights.Clear();            // or e¹⁰ ε would leave the decoder's range
        var (loss, encoder, _) = setting.Compute();
        Assert.True(double.IsFinite(loss));
        Assert.All(encoder, gradient => Assert.True(float.IsFinite(gradient)));
        for (var layer = 1; layer < 2; layer++)
            Assert.All(encoder[^Latents..], gradient => Assert.Equal(0, gradient));
        Assert.Equal(setting.Reference(ReferenceMlp.Parameters(setting.Encoder), ReferenceMlp.Parameters(setting.Decoder)), loss, 1e-5 * Math.Abs(loss));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(-80)]
    [InlineData(1e4f)]
    public void Extreme_logits_are_finite(float logit)
    {
        var likelihood = new BernoulliLikelihood(4);
        var gradients = new float[4];
        var loss = likelihood.NegativeLogProbability([0, 1, 0.5f, 1], [logit, logit, logit, -logit], 1, gradients);
        Assert.True(double.IsFinite(loss));
        Assert.All(gradients, gradient => Assert.InRange(gradient, -1, 1));
    }

    private static void Check(DecoderKind kind, MeanLink link, VariationalAutoencoderOptions options)
    {
        var setting = new Setting(kind, link, options);
        var (loss, encoderGradients, decoderGradients) = setting.Compute();
        var (phi, theta) = (ReferenceMlp.Parameters(setting.Encoder), ReferenceMlp.Parameters(setting.Decoder));
        var expected = setting.Reference(phi, theta);
        Assert.Equal(expected, loss, 2e-6 * (1 + Math.Abs(expected)));

        var ofEncoder = GradientCheck.Of(x => setting.Reference(x.ToArray(), theta), phi, Array.ConvertAll(encoderGradients, g => (double)g));
        var ofDecoder = GradientCheck.Of(x => setting.Reference(phi, x.ToArray()), theta, Array.ConvertAll(decoderGradients, g => (double)g));
        Assert.True(ofEncoder.IsWithin(2e-4), $"encoder: {ofEncoder}");         // floats' 6e-8, over the floor of 1e-3
        Assert.True(ofDecoder.IsWithin(2e-4), $"decoder: {ofDecoder}");
    }

    private sealed class Setting
    {
        private readonly VariationalAutoencoder _model;
        private readonly ReferenceBound _reference;
        private readonly VariationalAutoencoderOptions _options;
        private readonly float[] _examples = new float[Rows * Size];
        private readonly Rng[] _streams = new Rng[Rows];
        private readonly float[] _noise;

        public Setting(DecoderKind kind, MeanLink link, VariationalAutoencoderOptions options)
        {
            var rng = new Rng(7);
            _options = options;
            var likelihood = LikelihoodChoice.Create(kind, Size, Sigma, LeastSigma, link);
            var free = kind.HasSharedScale() ? 1 : 0;
            Encoder = Mlp.Create([Size, 5, 2 * Latents], Activation.Tanh, Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
            DecoderMlp = Mlp.Create([Latents, 4, likelihood.ParameterCount - free], Activation.Tanh, Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
            Decoder = free == 0 ? DecoderMlp : new FreeOutputs(DecoderMlp, free, -0.2f);
            _model = new(Encoder, Decoder, likelihood, options);
            _reference = new(Encoder, DecoderMlp, kind, link, Sigma, LeastSigma, options);
            for (var i = 0; i < _examples.Length; i++) _examples[i] = rng.NextInt32(256) / 255f;
            (_examples[0], _examples[1]) = (0, 1);
            _noise = new float[Rows * options.Samples * Latents];
            for (var i = 0; i < Rows; i++)
            {
                _streams[i] = new(new SeedSequence(3).Child(i));
                var same = _streams[i];
                same.FillNormal(_noise.AsSpan(i * options.Samples * Latents, options.Samples * Latents));
            }
        }

        public Mlp Encoder { get; }

        public Mlp DecoderMlp { get; }

        public INetwork Decoder { get; }

        public (double Loss, float[] Encoder, float[] Decoder) Compute()
        {
            var pass = _model.NewPass(Rows);
            var sum = 0.0;
            foreach (var each in pass.Forward(_examples, _streams, new(Rows, _options.Beta))) sum += each.Loss / Rows;
            var means = new double[Latents];
            for (var j = 0; j < Latents; j++)
            {
                means[j] = pass.LatentDivergences[j] / Rows;
                sum += _options.Beta * Math.Max(0, _options.FreeNats - means[j]);
            }

            pass.Backward(_examples, means);
            return (sum, pass.Gradients(0).ToArray(), pass.Gradients(1).ToArray());
        }

        public double Reference(double[] encoder, double[] decoder) => _reference.Loss(
            encoder, decoder, Array.ConvertAll(_examples, x => (double)x), Array.ConvertAll(_noise, x => (double)x));
    }
}
