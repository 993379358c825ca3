using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;

namespace Pathwise.Tests.PolicyGradients;

public sealed class StateDependentNoiseTests
{
    private const int Inputs = 3, Features = 5, Actions = 2, Rows = 4;

    [Fact]
    public void Sigma_is_that_of_the_features_times_noise()
    {
        var (network, states) = Made();
        var (own, sigmas) = (network.NewPass(Rows), network.LogSigmas.ToArray());
        var outputs = own.Forward(states, Rows).ToArray();
        var features = FeaturesOf(network, states);
        for (var row = 0; row < Rows; row++)
            for (var j = 0; j < Actions; j++)
            {
                var variance = 1e-6;
                for (var k = 0; k < Features; k++)
                    variance += Math.Pow(features[row, k], 2) * Math.Exp(2 * sigmas[(k * Actions) + j]);
                Assert.Equal(0.5 * Math.Log(variance), outputs[(row * 2 * Actions) + Actions + j], 1e-5);
            }
    }

    [Fact]
    public void Log_sigma_teaches_L_as_finite_differences_say_and_nothing_else()
    {
        var (network, states) = Made();
        var weights = new float[Rows * 2 * Actions];
        var rng = new Rng(9);
        for (var i = 0; i < weights.Length; i++) weights[i] = i % (2 * Actions) < Actions ? 0 : (float)rng.NextNormal();
        var pass = network.NewPass(Rows);
        pass.Forward(states, Rows);
        pass.Backward(states, weights, default);
        var gradients = pass.Gradients.ToArray();

        var (features, logSigmas) = (FeaturesOf(network, states), network.LogSigmas.ToArray());
        for (var i = 0; i < logSigmas.Length; i++)
        {
            const double H = 1e-5;
            Assert.Equal(
                (Weighted(i, H) - Weighted(i, -H)) / (2 * H), gradients[^(logSigmas.Length - i)], 1e-5);
        }

        Assert.All(gradients[..^logSigmas.Length], gradient => Assert.Equal(0, gradient));

        double Weighted(int index, double shift)
        {
            var sum = 0.0;
            for (var row = 0; row < Rows; row++)
                for (var j = 0; j < Actions; j++)
                {
                    var variance = 1e-6;
                    for (var k = 0; k < Features; k++)
                    {
                        var kj = (k * Actions) + j;
                        var l = logSigmas[kj] + (kj == index ? shift : 0);
                        variance += Math.Pow(features[row, k], 2) * Math.Exp(2 * l);
                    }

                    sum += weights[(row * 2 * Actions) + Actions + j] * 0.5 * Math.Log(variance);
                }

            return sum;
        }
    }

    [Fact]
    public void The_mean_teaches_the_network_as_it_would_alone()
    {
        var (network, states) = Made();
        var alone = Plain();
        var (weights, outer) = (new float[Rows * Actions], new float[Rows * 2 * Actions]);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = i - 3;
            outer[(i / Actions * 2 * Actions) + (i % Actions)] = weights[i];
        }

        var (expected, actual) = (alone.NewPass(Rows), network.NewPass(Rows));
        expected.Forward(states, Rows);
        expected.Backward(states, weights, default);
        actual.Forward(states, Rows);
        actual.Backward(states, outer, default);
        Assert.Equal(expected.Gradients, actual.Gradients[..alone.Parameters.Length]);
    }

    [Fact]
    public void Noise_stays_for_as_many_steps_as_it_should_and_has_the_distribution_s_variance()
    {
        const int Environments = 2_000;
        var (network, _) = Made();
        var exploration = new StateDependentExploration(network, Environments, every: 3);
        var streams = new Rng[Environments];
        for (var i = 0; i < streams.Length; i++) streams[i] = new(new SeedSequence(1).Child(i));
        var (states, first) = (new float[Environments * Inputs], new float[Environments * Actions]);
        for (var i = 0; i < states.Length; i++) states[i] = 0.5f + (i % Inputs);
        var (actions, logProbabilities) = (new float[first.Length], new double[Environments]);

        exploration.Begin(streams);
        exploration.Act(states, default, streams, first, logProbabilities);
        for (var step = 1; step < 3; step++)
        {
            exploration.Act(states, default, streams, actions, logProbabilities);
            Assert.Equal(first, actions);
        }

        exploration.Act(states, default, streams, actions, logProbabilities);
        Assert.NotEqual(first, actions);

        var outputs = network.NewPass(1).Forward(states.AsSpan(0, Inputs), 1);
        var mean = outputs[0];
        var variance = Math.Exp(2 * outputs[Actions]);
        var squares = Enumerable.Range(0, Environments).Average(i => Math.Pow(first[i * Actions] - mean, 2));
        Assert.Equal(1, squares / variance, 4 * Math.Sqrt(2.0 / Environments));       // four standard errors of a χ² / n
    }

    [Fact]
    public void It_learns_real_valued_actions_resumes_exactly_and_allocates_nothing()
    {
        var options = new PpoOptions
        {
            Environments = 4, RolloutSteps = 64, BatchSize = 64, Epochs = 4, Hidden = [16], NoiseSteps = 4,
            StepSize = Schedule.Constant(0.01), StateDependentNoise = true, InitialLogSigma = -1,
        };
        var learner = Ppo.Create(Toy.HalfOf, options, new(3), 20_000);
        while (learner.Steps < 20_000) learner.Learn();
        Assert.InRange(Evaluation.Of(learner, Toy.HalfOf, new(3)).Mean, -0.005, 0);   // doing nothing costs E[(x/2)²] = 1/12

        var before = GC.GetAllocatedBytesForCurrentThread();
        learner.Learn();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Toy.MustResume(() => Ppo.Create(EnvironmentRegistry.Standard.Find("Pendulum-v1"), options, new(3), 20_000));
    }

    [Fact]
    public void Where_it_should_log_sigma_teaches_the_features_too_as_finite_differences_say()
    {
        const int Wide = 3;
        const double H = 1e-5;
        var rng = new Rng(3);
        var inner = Mlp.Create(
            [2, Wide, 1], Activation.Tanh, Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
        var network = new StateDependentNoise(inner, -0.5, teachesFeatures: true);
        float[] state = [0.7f, -1.1f];
        var pass = network.NewPass(1);
        pass.Forward(state, 1);
        pass.Backward(state, [0, 1], default);

        var start = Array.ConvertAll(network.Parameters.ToArray(), x => (double)x);
        for (var i = 0; i < start.Length; i++)
            Assert.Equal((LogSigma(i, H) - LogSigma(i, -H)) / (2 * H), pass.Gradients[i], 1e-5);
        Assert.NotEqual(0, pass.Gradients[0], 1e-3);

        double LogSigma(int index, double shift)
        {
            var x = (double[])start.Clone();
            x[index] += shift;
            var variance = 1e-6;
            for (var k = 0; k < Wide; k++)
            {
                var phi = Math.Tanh((state[0] * x[k]) + (state[1] * x[Wide + k]) + x[(2 * Wide) + k]);
                variance += phi * phi * Math.Exp(2 * x[^(Wide - k)]);
            }

            return 0.5 * Math.Log(variance);
        }
    }

    [Fact]
    public void Choices_have_no_such_noise() => Assert.Equal(
        "State-dependent noise is for real-valued actions; those of Identity-v0 are in Discrete(3). "
        + "Set stateDependentNoise=false.",
        Assert.Throws<BadInputException>(
            () => Ppo.Create(Toy.Identity, new() { StateDependentNoise = true }, new(1), 1)).Message);

    private static Mlp Plain()
    {
        var rng = new Rng(4);
        return Mlp.Create(
            [Inputs, 4, Features, Actions], Activation.Tanh,
            Initialization.Normal(0.7), Initialization.Normal(0.5), ref rng);
    }

    private static (StateDependentNoise Network, float[] States) Made()
    {
        var network = new StateDependentNoise(Plain(), -0.5);
        var rng = new Rng(5);
        foreach (ref var l in network.LogSigmas) l += (float)(0.3 * rng.NextNormal());
        var states = new float[Rows * Inputs];
        for (var i = 0; i < states.Length; i++) states[i] = (float)rng.NextNormal();
        return (network, states);
    }

    /// <summary>φ, through a network whose last layer gives back what it gets.</summary>
    private static double[,] FeaturesOf(StateDependentNoise network, float[] states)
    {
        var body = new Mlp([Inputs, 4, Features, Features]);
        var hidden = (Inputs * 4) + 4 + (4 * Features) + Features;
        network.Parameters[..hidden].CopyTo(body.Parameters);
        for (var k = 0; k < Features; k++) body.Layer(2).Weights[(k * Features) + k] = 1;
        var outputs = body.NewPass(Rows).Forward(states, Rows);
        var features = new double[Rows, Features];
        for (var i = 0; i < outputs.Length; i++) features[i / Features, i % Features] = outputs[i];
        return features;
    }
}
