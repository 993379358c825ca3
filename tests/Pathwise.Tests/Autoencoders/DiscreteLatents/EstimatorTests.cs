using Pathwise.Autoencoders;
using Pathwise.Autoencoders.DiscreteLatents;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Datasets;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;
using Pathwise.Testing;

namespace Pathwise.Tests.Autoencoders.DiscreteLatents;

/// <summary>With three coins all eight codes can be counted: the exact gradient is what estimators are held to.</summary>
public sealed class EstimatorTests
{
    private const int Size = 5, Latents = 3, Codes = 1 << Latents, Draws = 20_000;

    private static readonly float[] Example = [1, 0, 1, 1, 0];

    private static readonly double[] Logits = [0.4, -0.8, 0.1];

    [Fact]
    public void Score_function_is_unbiased() => AssertUnbiased(Measure(new ScoreFunction()), ExactGradient(Elbo));

    [Fact]
    public void Learned_baseline_is_unbiased_whatever_it_says()
    {
        AssertUnbiased(Measure(new LearnedBaseline(), baseline: -3), ExactGradient(Elbo));
        AssertUnbiased(Measure(new LearnedBaseline(), baseline: 1), ExactGradient(Elbo));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Leave_one_out_is_unbiased(int samples) => AssertUnbiased(Measure(new LeaveOneOut(samples)), ExactGradient(Elbo));

    [Fact]
    public void Vimco_is_unbiased_for_its_own_bound()
    {
        AssertUnbiased(Measure(new Vimco(2)), ExactGradient(l => MultiSampleBound(l, 2)));
        AssertUnbiased(Measure(new Vimco(3)), ExactGradient(l => MultiSampleBound(l, 3)));
    }

    [Fact]
    public void Straight_through_is_biased()
    {
        var (measured, exact) = (Measure(new StraightThrough()), ExactGradient(Elbo));
        Assert.Contains(Enumerable.Range(0, Latents), j => !measured[j].IsWithin(4, exact[j]));
    }

    [Fact]
    public void Gumbel_softmax_is_biased_by_less_the_colder_it_is()
    {
        var exact = ExactGradient(Elbo);
        double Bias(double temperature) => Measure(new GumbelSoftmax(temperature)).Select((sample, j) => Math.Abs(sample.Mean - exact[j])).Max();
        var (hot, warm, cold) = (Measure(new GumbelSoftmax(3)), Bias(1), Bias(0.1));
        Assert.Contains(Enumerable.Range(0, Latents), j => !hot[j].IsWithin(4, exact[j]));
        Assert.True(Bias(3) > warm && warm > cold, $"{Bias(3)}, {warm}, {cold}");
    }

    /// <summary>REINFORCE, then with the mean as baseline, then leave-one-out of four; straight-through has the least.</summary>
    [Fact]
    public void Variances_are_ordered()
    {
        double Variance(Sample[] samples) => samples.Sum(sample => sample.Variance);
        var score = Variance(Measure(new ScoreFunction()));
        var baseline = Variance(Measure(new LearnedBaseline(), (float)Elbo(Logits)));
        var leaveOneOut = Variance(Measure(new LeaveOneOut(4)));
        var straight = Variance(Measure(new StraightThrough()));
        Assert.True(score > 2 * baseline, $"{score}, {baseline}");
        Assert.True(baseline > 2 * leaveOneOut, $"{baseline}, {leaveOneOut}");
        Assert.True(leaveOneOut > straight, $"{leaveOneOut}, {straight}");
    }

    [Fact]
    public void The_baseline_learns_the_mean_signal()
    {
        var model = Model(new LearnedBaseline(), baseline: 0);
        var (pass, streams, sgd) = (model.NewPass(1), new[] { new Rng(2) }, new Sgd(model.Baseline!.Parameters.Length));
        for (var step = 1; step <= 20_000; step++)
        {
            pass.Forward(Example, streams, new(1, 1));
            pass.Gradients(2).Clear();
            pass.Backward(Example, []);
            sgd.Step(model.Baseline.Parameters, pass.Gradients(2), 0.1 / (1 + (0.01 * step)));
        }

        var said = model.Baseline.NewPass(1).Forward(Example, 1)[0];
        Assert.Equal(Elbo(Logits), said, 0.1);
    }

    [Fact]
    public void The_reported_divergence_is_the_enumerated_one()
    {
        var pass = Model(new ScoreFunction(), 0).NewPass(1);
        var divergence = pass.Forward(Example, [new Rng(1)], new(1, 1))[0].Divergence;
        var expected = Enumerable.Range(0, Codes).Sum(z => Probability(Logits, z) * (Math.Log(Probability(Logits, z)) + (Latents * Math.Log(2))));
        Assert.Equal(expected, divergence, 1e-6);
    }

    [Fact]
    public void Decoder_gradients_of_estimators_with_hard_codes_are_unbiased()
    {
        var exact = new double[Size];
        for (var z = 0; z < Codes; z++)
            for (var i = 0; i < Size; i++)
                exact[i] += Probability(Logits, z)
                    * (Activations.Reference(Activation.Sigmoid, DecoderLogit(z, i)) - Example[i]);

        foreach (var estimator in (IDiscreteEstimator[])
            [new ScoreFunction(), new LearnedBaseline(), new LeaveOneOut(3), new StraightThrough()])
        {
            var measured = MeasureDecoder(estimator);
            for (var i = 0; i < Size; i++)
                Assert.True(measured[i].IsWithin(4, exact[i]), $"{estimator}, {i}: {measured[i]}, exactly {exact[i]}");
        }
    }

    /// <summary>VIMCO's decoder climbs the bound of its samples: each has the share of its weight.</summary>
    [Fact]
    public void Decoder_gradients_of_vimco_are_those_of_its_bound()
    {
        const int Samples = 2;
        var exact = new double[Size];
        for (var (a, b) = (0, 0); a < Codes; (a, b) = b + 1 < Codes ? (a, b + 1) : (a + 1, 0))
        {
            double[] weights = [Math.Exp(LogWeight(Logits, a)), Math.Exp(LogWeight(Logits, b))];
            for (var i = 0; i < Size; i++)
                for (var s = 0; s < Samples; s++)
                    exact[i] += Probability(Logits, a) * Probability(Logits, b) * weights[s] / weights.Sum()
                        * (Activations.Reference(Activation.Sigmoid, DecoderLogit(s == 0 ? a : b, i)) - Example[i]);
        }

        var measured = MeasureDecoder(new Vimco(Samples));
        for (var i = 0; i < Size; i++)
            Assert.True(measured[i].IsWithin(4, exact[i]), $"{i}: {measured[i]}, exactly {exact[i]}");
    }

    [Fact]
    public void Training_with_every_estimator_raises_the_bound()
    {
        foreach (var kind in Enum.GetValues<EstimatorKind>())
        {
            var options = new BernoulliAutoencoderOptions
            {
                Latents = 4, EncoderHidden = [], DecoderHidden = [], BaselineHidden = [], Estimator = kind,
                BatchSize = 20, Epochs = 60, StepSize = Schedule.Constant(0.02),
            };
            var rows = new float[200 * 8];
            for (var i = 0; i < rows.Length; i++) rows[i] = i / 8 % 2 == i % 2 ? 1 : 0;
            var (examples, seeds) = (new ExampleMatrix(rows, 8), new SeedSequence(1));
            var model = BernoulliAutoencoder.Create(options, 8, seeds);
            var training = new AutoencoderTraining(model, examples, options, seeds);
            while (!training.IsFinished) training.TrainEpoch();
            var loss = Pathwise.Autoencoders.Evaluation.ModelEvaluation.Bound(model.ForEvaluation(), examples, new(9)).Means.Loss;
            Assert.True(loss < 8 * Math.Log(2) - 2, $"{kind}: {loss}");          // two patterns: ln 2 at best, 8 ln 2 if nothing is learned
        }
    }

    [Fact]
    public void Vimco_refuses_a_weighted_divergence() => Assert.Throws<BadInputException>(
        () => BernoulliAutoencoder.Create(new() { Estimator = EstimatorKind.Vimco, Beta = 2 }, Size, new(1)));

    private static void AssertUnbiased(Sample[] measured, double[] exact)
    {
        for (var j = 0; j < exact.Length; j++) Assert.True(measured[j].IsWithin(4, exact[j]), $"{j}: {measured[j]}, exactly {exact[j]}");
    }

    /// <summary>∂loss/∂l: the gradient of the encoder's bias.</summary>
    private static Sample[] Measure(IDiscreteEstimator estimator, float baseline = 0)
    {
        var (pass, streams, drawn) = (Model(estimator, baseline).NewPass(1), new[] { new Rng(3) }, new double[Latents][]);
        for (var j = 0; j < Latents; j++) drawn[j] = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            pass.Forward(Example, streams, new(1, 1));
            pass.Gradients(0).Clear();
            pass.Backward(Example, []);
            for (var j = 0; j < Latents; j++) drawn[j][draw] = pass.Gradients(0)[^Latents..][j];
        }

        return [.. drawn.Select(values => Sample.Of(values))];
    }

    /// <summary>∂loss/∂logit of each pixel: the gradient of the decoder's bias.</summary>
    private static Sample[] MeasureDecoder(IDiscreteEstimator estimator)
    {
        var (pass, streams, drawn) = (Model(estimator, baseline: 0).NewPass(1), new[] { new Rng(4) }, new double[Size][]);
        for (var i = 0; i < Size; i++) drawn[i] = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            pass.Forward(Example, streams, new(1, 1));
            pass.Gradients(1).Clear();
            pass.Backward(Example, []);
            for (var i = 0; i < Size; i++) drawn[i][draw] = pass.Gradients(1)[^Size..][i];
        }

        return [.. drawn.Select(values => Sample.Of(values))];
    }

    private static BernoulliAutoencoder Model(IDiscreteEstimator estimator, float baseline)
    {
        Mlp encoder = new([Size, Latents]), decoder = new([Latents, Size]), constant = new([Size, 1]);
        for (var j = 0; j < Latents; j++) encoder.Layer(0).Bias[j] = (float)Logits[j];
        for (var j = 0; j < Latents; j++)
            for (var i = 0; i < Size; i++) decoder.Layer(0).Weights[(j * Size) + i] = Weight(j, i);
        constant.Layer(0).Bias[0] = baseline;
        return new(encoder, decoder, new BernoulliLikelihood(Size), estimator, estimator.UsesBaseline ? constant : null);
    }

    private static float Weight(int latent, int pixel) => 1.5f * MathF.Sin(1 + (3 * latent) + pixel);

    private static double DecoderLogit(int code, int pixel) =>
        Enumerable.Range(0, Latents).Sum(j => (code >> j & 1) * Weight(j, pixel));

    private static double Probability(double[] logits, int code) => Enumerable.Range(0, Latents)
        .Aggregate(1.0, (p, j) => p * Activations.Reference(Activation.Sigmoid, (code >> j & 1) == 1 ? logits[j] : -logits[j]));

    private static double LogWeight(double[] logits, int code) =>
        -Enumerable.Range(0, Size).Sum(i => Activations.Reference(Activation.Softplus, Example[i] == 1 ? -DecoderLogit(code, i) : DecoderLogit(code, i)))
        - (Latents * Math.Log(2)) - Math.Log(Probability(logits, code));

    private static double Elbo(double[] logits) => MultiSampleBound(logits, 1);

    private static double MultiSampleBound(double[] logits, int samples)
    {
        var (sum, states) = (0.0, (int)Math.Pow(Codes, samples));
        for (var state = 0; state < states; state++)
        {
            var (rest, probability, mean) = (state, 1.0, 0.0);
            for (var s = 0; s < samples; s++, rest /= Codes)
            {
                probability *= Probability(logits, rest % Codes);
                mean += Math.Exp(LogWeight(logits, rest % Codes)) / samples;
            }

            sum += probability * Math.Log(mean);
        }

        return sum;
    }

    private static double[] ExactGradient(Func<double[], double> bound)
    {
        var gradient = new double[Latents];
        for (var j = 0; j < Latents; j++)
        {
            double[] up = [.. Logits], down = [.. Logits];
            (up[j], down[j]) = (Logits[j] + 1e-5, Logits[j] - 1e-5);
            gradient[j] = -(bound(up) - bound(down)) / 2e-5;
        }

        return gradient;
    }
}
