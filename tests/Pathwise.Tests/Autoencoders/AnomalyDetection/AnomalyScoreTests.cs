using Pathwise.Autoencoders;
using Pathwise.Autoencoders.AnomalyDetection;
using Pathwise.Autoencoders.Evaluation;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Datasets;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.Autoencoders.AnomalyDetection;

public sealed class AnomalyScoreTests
{
    private const int Size = 12, Rows = 70;

    public static TheoryData<DecoderKind> Decoders => [.. Enum.GetValues<DecoderKind>()];

    private static readonly ExampleMatrix Examples = NewExamples();

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Pixels_and_the_rest_add_up_to_the_score(DecoderKind decoder)
    {
        var model = NewModel(decoder, seed: 1);
        foreach (var (name, score) in Scores(model))
        {
            var scores = score.Of(Examples, new(5));
            foreach (var index in (int[])[0, 3, 66])
            {
                var parts = score.Attribute(Examples, index, new(5));
                Assert.Equal(Size, parts.Pixels.Length);
                Assert.True(
                    Math.Abs(scores[index] - parts.Total) <= 2e-5 * (1 + parts.Pixels.Sum(pixel => Math.Abs(pixel))),
                    $"{name}, {index}: {scores[index]} is not {parts.Total}");
            }
        }
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        using var workers = new Workers(2);
        foreach (var (name, score) in Scores(NewModel(DecoderKind.Bernoulli, seed: 2)))
            Assert.True(score.Of(Examples, new(5)).SequenceEqual(score.Of(Examples, new(5), workers)), name);
    }

    [Fact]
    public void The_bound_of_one_sample_is_the_evaluations()
    {
        var model = NewModel(DecoderKind.Bernoulli, seed: 3);
        Assert.Equal(
            ModelEvaluation.Each(model, Examples, new(6)).Select(sums => sums.Loss), new BoundScore(model, samples: 1).Of(Examples, new(6)));
    }

    [Fact]
    public void More_samples_are_the_mean_of_more_draws()
    {
        var model = NewModel(DecoderKind.Gaussian, seed: 4);
        double[] Spread(int samples) => [.. Enumerable.Range(0, 200)
            .Select(i => new BoundScore(model, samples: samples).Of(new ExampleMatrix(Row(0), Size), new((ulong)i))[0])];
        double[] one = Spread(1), many = Spread(25);
        var (first, second) = (Pathwise.Testing.Sample.Of(one), Pathwise.Testing.Sample.Of(many));
        Assert.Equal(first.Mean, second.Mean, 4 * (first.StandardError + second.StandardError));
        Assert.InRange(first.Variance / second.Variance, 25 / 1.8, 25 * 1.8);           // 4 s.e. of a ratio of two variances of 200
    }

    /// <summary>x = 2 under z ~ N(0, 1), x|z ~ N(z, 1): p(z|x) is N(1, ½), the pixel carries ¾ + ½ ln 2π, and the code
    /// KL(N(1, ½) ‖ N(0, 1)) = ¼ + ½ ln 2.</summary>
    [Fact]
    public void The_likelihood_is_shared_out_under_the_true_posterior()
    {
        Mlp encoder = new([1, 2]), decoder = new([1, 1]);
        (encoder.Layer(0).Bias[0], encoder.Layer(0).Bias[1], decoder.Layer(0).Weights[0]) = (0.5f, 0, 1);       // q = N(½, 1)
        var model = new VariationalAutoencoder(encoder, decoder, new GaussianLikelihood(1), new());
        const int Samples = 200_000;
        var parts = new LikelihoodScore(model, Samples).Attribute(new ExampleMatrix(new float[] { 2 }, 1), 0, new(7));
        Assert.Equal(2.2655121234846454, parts.Total, 4 * 0.6 / Math.Sqrt(Samples));    // weights vary by 0.6
        Assert.Equal(0.75 + (0.5 * Math.Log(2 * Math.PI)), parts.Pixels[0], 4 / Math.Sqrt(Samples));     // terms by less than 1
        Assert.Equal(0.25 + (0.5 * Math.Log(2)), parts.Rest, 4 * 1.2 / Math.Sqrt(Samples));
    }

    /// <summary>x = 2 under z ~ N(0, 1), x|z ~ N(z, 1): the best q is the posterior N(1, ½), where the bound is
    /// ln p(x); that of q = N(0, 1) is −3.418938533204645.</summary>
    [Fact]
    public void Regret_is_the_divergence_from_the_posterior_where_that_is_gaussian()
    {
        Mlp encoder = new([1, 2]), decoder = new([1, 1]);
        decoder.Layer(0).Weights[0] = 1;
        var model = new VariationalAutoencoder(encoder, decoder, new GaussianLikelihood(1), new());
        var same = new float[200];
        Array.Fill(same, 2);
        var regrets = Pathwise.Testing.Sample.Of(
            new RegretScore(model, steps: 300, samples: 20).Of(new ExampleMatrix(same, 1), new(8)));
        Assert.Equal(3.418938533204645 - 2.2655121234846454, regrets.Mean, (4 * regrets.StandardError) + 0.01);  // q is near
        var parts = new RegretScore(model, steps: 300, samples: 20).Attribute(new ExampleMatrix(same, 1), 3, new(8));
        Assert.Equal(0 - (0.5 * (1 + 0.5 - 1)) - (0.5 * Math.Log(2)), parts.Rest, 0.1);         // KL of N(0, 1) less that of N(1, ½)
    }

    [Fact]
    public void The_changed_pixel_carries_the_error()
    {
        float[] known = [.. Enumerable.Repeat(0.25f, Size)], changed = [.. known];
        changed[7] = 0.75f;
        var score = new ErrorScore(rows => [.. Enumerable.Repeat(0.25f, rows.Length)]);
        Assert.Equal([0, 0.25], score.Of(new ExampleMatrix((float[])[.. known, .. changed], Size), new(1)));
        var parts = score.Attribute(new ExampleMatrix(changed, Size), 0, new(1));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0.25f, 0, 0, 0, 0], parts.Pixels);
    }

    [Fact]
    public void Too_likely_is_as_strange_as_too_unlikely()
    {
        var score = new ErrorScore(rows => new float[rows.Length]);                     // x²
        var typicality = new TypicalityScore(score, center: 1);
        Assert.Equal([1, 0, 3], typicality.Of(new ExampleMatrix(new float[] { 0, 1, 2 }, 1), new(1)));
        Assert.Equal(1, typicality.Attribute(new ExampleMatrix(new float[] { 0 }, 1), 0, new(1)).Total);
        Assert.Equal(3, typicality.Attribute(new ExampleMatrix(new float[] { 2 }, 1), 0, new(1)).Total);
    }

    /// <summary>Grey levels cost their entropy under a decoder that says them, and nothing is left of it.</summary>
    [Fact]
    public void A_perfect_decoders_excess_is_the_codes_divergence()
    {
        float[] greys = [0.25f, 0.5f, 0.125f];
        var decoder = new Mlp([1, 3]);
        for (var i = 0; i < 3; i++) decoder.Layer(0).Bias[i] = MathF.Log(greys[i] / (1 - greys[i]));
        var encoder = new Mlp([3, 2]);
        encoder.Layer(0).Bias[0] = 2;                                               // KL(N(2, 1) ‖ N(0, 1)) = 2
        var model = new VariationalAutoencoder(encoder, decoder, new BernoulliLikelihood(3), new());
        var excess = new RatioScore(new BoundScore(model), new EntropyScore());
        Assert.Equal(2, excess.Of(new ExampleMatrix(greys, 3), new(1))[0], 1e-5);
        Assert.All(excess.Attribute(new ExampleMatrix(greys, 3), 0, new(1)).Pixels, pixel => Assert.Equal(0, pixel, 1e-6));
    }

    [Fact]
    public void Against_its_own_background_nothing_is_strange()
    {
        var score = new BoundScore(NewModel(DecoderKind.Bernoulli, seed: 4), samples: 2);
        Assert.All(new RatioScore(score, score).Of(Examples, new(1)), value => Assert.Equal(0, value));
    }

    private static (string Name, IAnomalyScore Score)[] Scores(VariationalAutoencoder model) =>
    [
        ("bound", new BoundScore(model, samples: 3)),
        ("reconstruction", new BoundScore(model, LossPart.Reconstruction, samples: 2)),
        ("divergence", new BoundScore(model, LossPart.Divergence, samples: 1)),
        ("likelihood", new LikelihoodScore(model, samples: 130)),
        ("error", new ErrorScore(model)),
        ("entropy", new EntropyScore()),
        ("excess", new RatioScore(new BoundScore(model, samples: 2), new EntropyScore())),
        ("regret", new RegretScore(model, steps: 5, samples: 3)),
        ("typicality", new TypicalityScore(new BoundScore(model, samples: 3), center: 20)),
        ("ratio", new RatioScore(new LikelihoodScore(model, 20), new LikelihoodScore(NewModel(DecoderKind.Bernoulli, seed: 9), 20))),
    ];

    private static VariationalAutoencoder NewModel(DecoderKind decoder, ulong seed) => VariationalAutoencoder.Create(
        new() { Latents = 2, EncoderHidden = [6], DecoderHidden = [6], Decoder = decoder, DecoderSigma = 0.3 }, Size, new(seed));

    private static ExampleMatrix NewExamples()
    {
        var rows = new float[Rows * Size];
        for (var i = 0; i < Rows; i++) Row(i).CopyTo(rows, i * Size);
        return new(rows, Size);
    }

    private static float[] Row(int index)
    {
        var (row, rng) = (new float[Size], new Rng(new SeedSequence(11).Child(index)));
        rng.FillUniform(row);
        return row;
    }
}
