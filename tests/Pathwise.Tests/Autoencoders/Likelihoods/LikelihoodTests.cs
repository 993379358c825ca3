using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Randomness;
using Pathwise.Testing;

namespace Pathwise.Tests.Autoencoders.Likelihoods;

public sealed class LikelihoodTests
{
    private const int Size = 3;

    public static TheoryData<DecoderKind, MeanLink> All => new(
        from kind in Enum.GetValues<DecoderKind>()
        from link in Enum.GetValues<MeanLink>()
        select (kind, link));

    [Theory]
    [InlineData(DecoderKind.DiscretizedLogistic, 0.3f, -2f)]
    [InlineData(DecoderKind.DiscretizedGaussian, 0.3f, -2f)]
    [InlineData(DecoderKind.DiscretizedLogistic, -1f, -5f)]
    [InlineData(DecoderKind.DiscretizedGaussian, -1f, -5f)]
    [InlineData(DecoderKind.DiscretizedGaussian, 2f, -1f)]
    [InlineData(DecoderKind.DiscretizedGaussian, 0.5f, 3f)]
    public void Grey_levels_probabilities_add_up_to_one(DecoderKind kind, float mean, float logScale)
    {
        var likelihood = LikelihoodChoice.Create(kind, 1);
        var sum = 0.0;
        for (var level = 0; level < 256; level++)
            sum += Math.Exp(-likelihood.NegativeLogProbability([level / 255f], [mean, logScale], 1, []));
        Assert.Equal(1, sum, 1e-9);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Extreme_parameters_give_finite_losses_and_gradients(DecoderKind kind, MeanLink link)
    {
        var likelihood = LikelihoodChoice.Create(kind, Size, 1, 1.0 / 256, link);
        foreach (var extreme in (float[])[-100, -30, 0, 30, 100])
        {
            var parameters = Enumerable.Repeat(extreme, likelihood.ParameterCount).ToArray();
            var gradients = new float[likelihood.ParameterCount];
            Assert.True(double.IsFinite(likelihood.NegativeLogProbability([0, 0.5f, 1], parameters, 1, gradients)), $"{extreme}");
            Assert.All(gradients, gradient => Assert.True(float.IsFinite(gradient)));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Pixels_terms_add_up(DecoderKind kind, MeanLink link)
    {
        var likelihood = LikelihoodChoice.Create(kind, Size, 0.6, 1.0 / 256, link);
        var (parameters, terms) = (new float[likelihood.ParameterCount], new float[Size]);
        for (var i = 0; i < parameters.Length; i++) parameters[i] = -0.4f + (0.3f * (i % 5));
        float[] x = [0, 128 / 255f, 1];
        likelihood.Terms(x, parameters, terms);
        Assert.Equal(likelihood.NegativeLogProbability(x, parameters, 1, []), terms.Sum(term => (double)term), 1e-5);
    }

    /// <summary>The mean of many draws, but for what clamping to grey levels does to some.</summary>
    [Theory]
    [InlineData(DecoderKind.Bernoulli, -1f)]
    [InlineData(DecoderKind.Gaussian, 0.4f)]
    [InlineData(DecoderKind.GaussianShared, 0.4f)]
    [InlineData(DecoderKind.GaussianPredicted, 0.4f)]
    [InlineData(DecoderKind.DiscretizedLogistic, 0.5f)]
    [InlineData(DecoderKind.DiscretizedGaussian, 0.5f)]
    public void Draws_have_the_mean(DecoderKind kind, float parameter)
    {
        var likelihood = LikelihoodChoice.Create(kind, 1, sigma: 0.2);
        var parameters = Enumerable.Repeat(-2f, likelihood.ParameterCount).ToArray();
        parameters[0] = parameter;
        var (mean, x, rng, drawn) = (new float[1], new float[1], new Rng(1), new double[20_000]);
        likelihood.Mean(parameters, mean);
        for (var i = 0; i < drawn.Length; i++)
        {
            likelihood.Sample(parameters, x, ref rng);
            drawn[i] = x[0];
        }

        Assert.True(Sample.Of(drawn).IsWithin(4, mean[0]), $"{Sample.Of(drawn)}, {mean[0]}");
    }

    [Fact]
    public void Cross_entropy_is_never_below_its_floor_and_reaches_it()
    {
        float[] grey = [0, 0.25f, 0.8f, 1];
        var likelihood = new BernoulliLikelihood(4);
        var floor = BernoulliLikelihood.Floor(grey);
        Assert.Equal((0.25 * Math.Log(4)) + (0.75 * Math.Log(4 / 3.0)) + (0.8 * Math.Log(1.25)) + (0.2 * Math.Log(5)), floor, 1e-6);
        float[] best = [-40, (float)Math.Log(0.25 / 0.75), (float)Math.Log(0.8 / 0.2), 40];
        Assert.Equal(floor, likelihood.NegativeLogProbability(grey, best, 1, []), 1e-5);
        Assert.True(likelihood.NegativeLogProbability(grey, [-3, -1, 1, 3], 1, []) > floor);
    }

    [Fact]
    public void Bernoulli_terms_are_softplus_less_product()
    {
        var (logits, x) = (new float[600], new float[600]);
        var expected = 0.0;
        for (var i = 0; i < 600; i++)
        {
            (logits[i], x[i]) = ((i - 300) / 10f, i % 5 / 4f);
            expected += Pathwise.Numerics.Activations.Reference(Pathwise.Numerics.Activation.Softplus, logits[i]) - ((double)x[i] * logits[i]);
        }

        Assert.Equal(expected, new BernoulliLikelihood(600).NegativeLogProbability(x, logits, 1, []), 1e-6 * expected);
    }

    [Theory]
    [InlineData(0, 1.2533141373155001)]
    [InlineData(1, 0.6556795424187984)]
    [InlineData(2.4, 0.3660508086871506)]
    [InlineData(2.6, 0.3431641450058693)]
    [InlineData(5, 0.19280810471531623)]
    [InlineData(10, 0.09902859647173277)]
    public void Mills_ratio_is_the_tabled_one(double x, double expected) => Assert.Equal(expected, MillsRatio.Of(x), 1e-12 * expected);

    [Fact]
    public void Mills_ratio_has_no_seam()
    {
        Assert.Equal(MillsRatio.Of(2.5), MillsRatio.Of(2.5 - 1e-12), 1e-12);
        Assert.Equal(MillsRatio.Of(6), MillsRatio.Of(6 - 1e-12), 1e-12);
    }

    [Fact]
    public void Decoders_of_one_sigma_agree()
    {
        float[] x = [0.1f, 0.9f, 0.4f], mean = [0.2f, 0.5f, 0.6f];
        var logSigma = (float)Math.Log(0.3);
        var one = new GaussianLikelihood(Size, Math.Exp(logSigma)).NegativeLogProbability(x, mean, 1, []);
        Assert.Equal(one, new SharedGaussianLikelihood(Size, 1e-3).NegativeLogProbability(x, [.. mean, logSigma], 1, []), 1e-6);
        Assert.Equal(one, new PredictedGaussianLikelihood(Size, 1e-3)
            .NegativeLogProbability(x, [.. mean, 2 * logSigma, 2 * logSigma, 2 * logSigma], 1, []), 1e-6);
    }
}
