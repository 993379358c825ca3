using Pathwise.Autoencoders.DiscreteLatents;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;
using Pathwise.Testing;
using Pathwise.Tests.Networks;

namespace Pathwise.Tests.Autoencoders.DiscreteLatents;

/// <summary>Every parameter's gradient of every estimator against finite differences, in double, of the function whose gradient
/// it is once the coins have fallen and the signals are known.</summary>
public sealed class EstimatorGradientTests
{
    private const int Rows = 3, Size = 6, Latents = 3;
    private const double Temperature = 0.7, Beta = 1.7;

    [Fact]
    public void Score_function() => Check(new ScoreFunction(), Beta, (logWeights, _) => [logWeights[0]]);

    [Fact]
    public void Learned_baseline() => Check(new LearnedBaseline(), Beta, (logWeights, baseline) => [logWeights[0] - baseline]);

    [Fact]
    public void Leave_one_out() => Check(new LeaveOneOut(3), Beta, (logWeights, _) =>
        [.. logWeights.Select((one, i) => (one - logWeights.Where((_, j) => j != i).Average()) / 3)]);

    [Fact]
    public void Vimco() => Check(new Vimco(3), beta: 1, (logWeights, _) =>
        [.. logWeights.Select((_, i) => LogMeanExp(logWeights)
            - LogMeanExp([.. logWeights.Select((one, j) => j == i ? logWeights.Where((_, other) => other != i).Average() : one)]))]);

    [Fact]
    public void Straight_through() => Check(new StraightThrough(), Beta, (_, _) => [0]);

    [Fact]
    public void Gumbel_softmax() => Check(new GumbelSoftmax(Temperature), Beta, (_, _) => [0]);

    /// <param name="estimator">What is checked.</param>
    /// <param name="beta">β.</param>
    /// <param name="signals">From ln w and b(x) of an example to what each sample's ln q(z|x) is weighed with.</param>
    private static void Check(IDiscreteEstimator estimator, double beta, Func<double[], double, double[]> signals)
    {
        var rng = new Rng(7);
        Mlp Network(params int[] sizes) => Mlp.Create(sizes, Activation.Tanh, Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
        var (encoder, decoder, baseline) = (Network(Size, 5, Latents), Network(Latents, 4, Size), Network(Size, 4, 1));
        var model = new BernoulliAutoencoder(encoder, decoder, new BernoulliLikelihood(Size), estimator, estimator.UsesBaseline ? baseline : null);
        var examples = new float[Rows * Size];
        for (var i = 0; i < examples.Length; i++) examples[i] = rng.NextInt32(256) / 255f;
        var x = Array.ConvertAll(examples, value => (double)value);

        var k = estimator.Samples;
        var (streams, codes, noise) = (new Rng[Rows], new double[Rows * k][], new double[Rows * Latents]);
        var logits = encoder.NewPass(Rows).Forward(examples, Rows).ToArray();
        for (var i = 0; i < Rows; i++)
        {
            streams[i] = new(new SeedSequence(3).Child(i));
            var (same, again, code) = (streams[i], streams[i], new float[Latents]);
            for (var s = 0; s < k; s++)
            {
                estimator.Draw(logits.AsSpan(i * Latents, Latents), code, ref same);
                codes[(i * k) + s] = Array.ConvertAll(code, value => (double)value);
            }

            for (var j = 0; j < Latents; j++) noise[(i * Latents) + j] = again.NextDouble() is var u ? Math.Log(u / (1 - u)) : 0;
        }

        var pass = model.NewPass(Rows);
        var losses = pass.Forward(examples, streams, new(Rows, beta)).ToArray();
        pass.Backward(examples, new double[Latents]);

        var (phi, theta, psi) = (ReferenceMlp.Parameters(encoder), ReferenceMlp.Parameters(decoder), ReferenceMlp.Parameters(baseline));
        var atPhi = ReferenceMlp.Forward(encoder, phi, x, Rows);
        var b = ReferenceMlp.Forward(baseline, psi, x, Rows);
        var fallen = Enumerable.Range(0, Rows).Select(i => LogWeights(i, phi, theta)).ToArray();       // ln w, with the coins as they fell
        var c = Enumerable.Range(0, Rows).Select(i => signals(fallen[i], b[i])).ToArray();

        if (!estimator.FollowsPath)
            for (var i = 0; i < Rows; i++) Assert.Equal(-BoundOf(fallen[i]), losses[i].Loss, 1e-5);
        AssertRight("encoder", pass.Gradients(0), phi, at => Objective(at, theta));
        AssertRight("decoder", pass.Gradients(1), theta, at => Objective(phi, at));
        if (estimator.UsesBaseline)
            AssertRight("baseline", pass.Gradients(2), psi, at =>
                ReferenceMlp.Forward(baseline, at, x, Rows).Select((said, i) => 0.5 * (fallen[i][0] - said) * (fallen[i][0] - said)).Average());

        double Objective(double[] encoding, double[] decoding) => Enumerable.Range(0, Rows).Average(i =>
        {
            if (estimator.FollowsPath) return Path(i, encoding, decoding);
            var l = ReferenceMlp.Forward(encoder, encoding, x, Rows)[(i * Latents)..((i + 1) * Latents)];
            var scores = Enumerable.Range(0, k).Sum(s => c[i][s] * LogQ(l, codes[(i * k) + s]));
            // VIMCO's bound has a gradient of its own along ln q; the others' signals are all there is.
            return -scores - BoundOf(LogWeights(i, estimator is Vimco ? encoding : phi, decoding));
        });

        double Path(int i, double[] encoding, double[] decoding)
        {
            var l = ReferenceMlp.Forward(encoder, encoding, x, Rows)[(i * Latents)..((i + 1) * Latents)];
            double[] z = estimator is GumbelSoftmax
                ? [.. l.Select((logit, j) => Sigmoid((logit + noise[(i * Latents) + j]) / Temperature))]
                : [.. l.Select((logit, j) => codes[i][j] + Sigmoid(logit) - Sigmoid(atPhi[(i * Latents) + j]))];
            var divergence = l.Sum(logit => (Sigmoid(logit) * Math.Log(2 * Sigmoid(logit))) + (Sigmoid(-logit) * Math.Log(2 * Sigmoid(-logit))));
            return (beta * divergence) - LogP(i, z, decoding);
        }

        double[] LogWeights(int i, double[] encoding, double[] decoding)
        {
            var l = ReferenceMlp.Forward(encoder, encoding, x, Rows)[(i * Latents)..((i + 1) * Latents)];
            return [.. Enumerable.Range(0, k).Select(s => codes[(i * k) + s]).Select(
                z => LogP(i, z, decoding) + (beta * ((-Latents * Math.Log(2)) - LogQ(l, z))))];
        }

        double LogP(int i, double[] z, double[] decoding) => ReferenceMlp.Forward(decoder, decoding, z, 1).Select((logit, pixel) =>
            (x[(i * Size) + pixel] * Math.Log(Sigmoid(logit))) + ((1 - x[(i * Size) + pixel]) * Math.Log(Sigmoid(-logit)))).Sum();

        double BoundOf(double[] logWeights) => estimator is Vimco ? LogMeanExp(logWeights) : logWeights.Average();
    }

    private static void AssertRight(string what, ReadOnlySpan<float> gradient, double[] at, Func<double[], double> function)
    {
        var error = GradientCheck.Of(point => function(point.ToArray()), at, Array.ConvertAll(gradient.ToArray(), value => (double)value));
        Assert.True(error.IsWithin(2e-4), $"{what}: {error}");                  // floats' 6e-8, over the floor of 1e-3
    }

    private static double LogQ(double[] logits, double[] z) =>
        logits.Zip(z, (logit, coin) => (coin * Math.Log(Sigmoid(logit))) + ((1 - coin) * Math.Log(Sigmoid(-logit)))).Sum();

    private static double LogMeanExp(double[] values) => Math.Log(values.Average(Math.Exp));

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
