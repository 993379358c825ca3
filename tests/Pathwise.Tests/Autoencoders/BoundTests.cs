using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Evaluation;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Datasets;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;
using Pathwise.Testing;

namespace Pathwise.Tests.Autoencoders;

/// <summary>ELBO ≤ IWAE_2 ≤ … ≤ ln p(x), with ln p(x) by quadrature or in closed form.</summary>
public sealed class BoundTests
{
    private const int Size = 8;

    [Theory]
    [InlineData(1, 1, 0.5)]
    [InlineData(0, 2, 0.8068528194400547)]
    [InlineData(0.5, 0.8, 0.16814355131420977)]
    [InlineData(-1.5, 0.3, 1.8739728043259358)]
    [InlineData(2, 3, 4.9013877113318902)]
    [InlineData(0, 1, 0)]
    public void Divergences_are_the_closed_form(double mean, double sigma, double expected) =>
        Assert.Equal(expected, DiagonalPosterior.Divergence(mean, sigma), 1e-12);

    [Fact]
    public void Softplus_posteriors_have_sigma_1_at_0()
    {
        Assert.Equal(1, new DiagonalPosterior(1, PosteriorScale.Softplus).Sigma(0), 1e-15);
        Assert.Equal(1.3132616875182228, new DiagonalPosterior(1, PosteriorScale.Softplus).Sigma(1 - 0.541324854612918), 1e-14);
        Assert.Equal(Math.Exp(-1), new DiagonalPosterior(1, PosteriorScale.LogSigma).Sigma(-1), 1e-15);
        Assert.Equal(Math.Exp(-0.5), new DiagonalPosterior(1, PosteriorScale.LogVariance).Sigma(-1), 1e-15);
    }

    /// <summary>x = 2 under z ~ N(0, 1), x|z ~ N(z, 1): exact values for three posteriors, found by quadrature.</summary>
    [Theory]
    [InlineData(0, 1, 1, -3.418938533204645)]
    [InlineData(0, 1, 2, -2.757901848128)]
    [InlineData(0, 1, 3, -2.560758885220)]
    [InlineData(0.5, 1, 1, -2.668938533204645)]
    [InlineData(0.5, 1, 2, -2.403473786563)]
    [InlineData(0.5, 1, 3, -2.344066624404)]
    [InlineData(1, 0.70710678118654757, 1, -2.265512123484645)]
    [InlineData(1, 0.70710678118654757, 3, -2.265512123484645)]
    public void Importance_weighted_bounds_of_a_linear_gaussian_are_the_exact_ones(double mean, double sigma, int samples, double expected)
    {
        Mlp encoder = new([1, 2]), decoder = new([1, 1]);
        (encoder.Layer(0).Bias[0], encoder.Layer(0).Bias[1], decoder.Layer(0).Weights[0]) = ((float)mean, (float)Math.Log(sigma), 1);
        var model = new VariationalAutoencoder(encoder, decoder, new GaussianLikelihood(1), new() { PosteriorScale = PosteriorScale.LogSigma });
        var same = new float[40_000];
        Array.Fill(same, 2);
        var report = ModelEvaluation.NegativeLogLikelihood(model, new ExampleMatrix(same, 1), samples, new(1));
        Assert.Equal(expected, -report.Mean, (4 * report.StandardError) + 2e-7);
    }

    /// <summary>d/dμ E[z²] at N(1, 1) is 2; a path's estimate has variance 4.</summary>
    [Fact]
    public void The_path_gradient_of_a_square_has_variance_4()
    {
        var (posterior, gradients, rng) = (new ReparametrizedSamples(new(1, PosteriorScale.LogSigma), 1, 1), new double[100_000], new[] { new Rng(1) });
        for (var i = 0; i < gradients.Length; i++)
        {
            posterior.Draw([1, 0], rng);
            gradients[i] = posterior.Carry([2 * posterior.Z[0]], 0, 0).Mean;
        }

        var sample = Sample.Of(gradients);
        Assert.True(sample.IsWithin(4, 2));
        Assert.Equal(4, sample.Variance, 0.12);                                  // 3 %: six standard errors
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Bounds_of_a_trained_decoder_rise_to_what_quadrature_finds(int latents)
    {
        var (model, examples, rows) = Trained(latents);
        var exact = -QuadratureLogLikelihood(model, rows).Average();             // mean −ln p(x)
        const int Repeats = 40;
        Sample Estimate(int k) => Sample.Of(Repeats, seed => ModelEvaluation.NegativeLogLikelihood(model, examples, k, new(seed)).Mean);
        var elbo = Sample.Of(Repeats, seed => ModelEvaluation.Bound(model, examples, new(seed)).Means.Loss);

        var bounds = ((int[])[1, 2, 8, 64]).Select(Estimate).ToArray();
        Assert.True(Math.Abs(elbo.Mean - bounds[0].Mean) < 4 * double.Hypot(elbo.StandardError, bounds[0].StandardError));
        for (var i = 1; i < bounds.Length; i++)
            Assert.True(bounds[i].Mean < bounds[i - 1].Mean, $"{bounds[i]} after {bounds[i - 1]}");
        Assert.True(bounds[^1].Mean > exact - (4 * bounds[^1].StandardError), $"{bounds[^1]}, exactly {exact}");
        var many = ModelEvaluation.NegativeLogLikelihood(model, examples, 5000, new(99)).Mean;
        Assert.Equal(exact, many, 0.005);
    }

    [Fact]
    public void Bounds_and_samples_do_not_depend_on_threads()
    {
        var (model, examples, _) = Trained(latents: 1);
        using var workers = new Workers(2);
        Assert.Equal(ModelEvaluation.Bound(model, examples, new(1)).Means, ModelEvaluation.Bound(model, examples, new(1), workers).Means);
        Assert.Equal(
            ModelEvaluation.NegativeLogLikelihood(model, examples, 150, new(1)).Each,
            ModelEvaluation.NegativeLogLikelihood(model, examples, 150, new(1), workers).Each);
    }

    [Fact]
    public void Log_mean_exp_takes_any_logarithms()
    {
        var running = new LogMeanExp();
        foreach (var x in (double[])[-800, double.NegativeInfinity, 700, 690, -690]) running.Add(x);
        double[] all = [-800, double.NegativeInfinity, 700, 690, -690];
        Assert.Equal(700 + Math.Log((1 + Math.Exp(-10)) / 5), running.Value, 1e-12);
        Assert.Equal(running.Value, LogMeanExp.Normalise(all), 1e-12);
        Assert.Equal(1, all.Sum(), 1e-12);
    }

    [Fact]
    public void Units_are_active_where_means_vary_and_bits_are_converted()
    {
        float[] means = [0, 1, 0.05f, 0, -1, 0.05f];
        Assert.Equal([0, 1, 0], ActiveUnits.Variances(means, 3), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(4.53, BitsPerDimension.OfDensity(-1346.92, 560), 0.001);
        Assert.Equal(1, BitsPerDimension.OfProbability(784 * Math.Log(2), 784), 1e-12);
    }

    [Fact]
    public void A_collapsed_model_reconstructs_with_independent_coins()
    {
        var (_, examples, rows) = Trained(latents: 1);
        var means = Enumerable.Range(0, Size).Select(j => rows.Where((_, i) => i % Size == j).Average()).ToArray();
        var expected = means.Sum(p => -(p * Math.Log(p)) - ((1 - p) * Math.Log(1 - p)));
        var reference = Collapse.BernoulliReference(examples, examples, new(1));
        Assert.Equal(expected, reference, 1e-6);
        Assert.True(Collapse.IsCollapsed(reference * 0.995, reference));
        Assert.False(Collapse.IsCollapsed(reference * 0.98, reference));

        var options = Options(latents: 1) with { Beta = 1000, Epochs = 100 };
        var (collapsed, seeds) = (VariationalAutoencoder.Create(options, Size, new(1)), new SeedSequence(1));
        var training = new AutoencoderTraining(collapsed, examples, options, seeds);
        while (!training.IsFinished) training.TrainEpoch();
        var bound = ModelEvaluation.Bound(collapsed, examples, new(1));
        Assert.Equal(expected, bound.Means.Reconstruction, 0.01);
        Assert.True(bound.Means.Divergence < 1e-3);
        Assert.Equal(0, ActiveUnits.Count(collapsed, rows));
    }

    private static VariationalAutoencoderOptions Options(int latents) => new()
    {
        Latents = latents, EncoderHidden = [16], DecoderHidden = [16], Activation = Activation.Tanh, Epochs = 150, BatchSize = 50, StepSize = Schedule.Constant(0.01),
    };

    /// <summary>Bars of four pixels at one of five places, with one pixel in twelve the wrong way.</summary>
    private static (VariationalAutoencoder Model, ExampleMatrix Examples, float[] Rows) Trained(int latents)
    {
        var (rng, rows) = (new Rng(3), new float[200 * Size]);
        for (var n = 0; n < 200; n++)
        {
            var place = rng.NextInt32(5);
            for (var i = 0; i < Size; i++) rows[(n * Size) + i] = (i >= place && i < place + 4) ^ rng.NextDouble() < 1 / 12.0 ? 1 : 0;
        }

        var (options, seeds, examples) = (Options(latents), new SeedSequence(1), new ExampleMatrix(rows, Size));
        var model = VariationalAutoencoder.Create(options, Size, seeds);
        var training = new AutoencoderTraining(model, examples, options, seeds);
        while (!training.IsFinished) training.TrainEpoch();
        return (model, examples, rows);
    }

    /// <summary>ln ∫ p(x|z) p(z) dz on a grid from −7 to 7, by the trapezoidal rule, which is exact to rounding for smooth functions.</summary>
    private static double[] QuadratureLogLikelihood(VariationalAutoencoder model, float[] rows)
    {
        var points = model.Latents == 1 ? 2001 : 201;
        var step = 14.0 / (points - 1);
        var nodes = model.Latents == 1 ? points : points * points;
        var (z, logPrior) = (new float[nodes * model.Latents], new double[nodes]);
        for (var i = 0; i < nodes; i++)
            for (var (j, rest) = (0, i); j < model.Latents; j++, rest /= points)
            {
                var coordinate = -7 + (step * (rest % points));
                z[(i * model.Latents) + j] = (float)coordinate;
                logPrior[i] += (-0.5 * coordinate * coordinate) - (0.5 * Math.Log(2 * Math.PI)) + Math.Log(step);
            }

        var logits = Coding.Outputs(model.Decoder, z);
        var distinct = new Dictionary<int, double>();
        return [.. Enumerable.Range(0, rows.Length / Size).Select(n =>
        {
            var x = rows.AsSpan(n * Size, Size).ToArray();
            var key = 0;
            foreach (var pixel in x) key = (2 * key) + (int)pixel;
            if (distinct.TryGetValue(key, out var known)) return known;
            var sum = 0.0;
            for (var i = 0; i < nodes; i++)
                sum += Math.Exp(logPrior[i] - model.Likelihood.NegativeLogProbability(x, logits.AsSpan(i * Size, Size), 1, []));
            return distinct[key] = Math.Log(sum);
        })];
    }
}
