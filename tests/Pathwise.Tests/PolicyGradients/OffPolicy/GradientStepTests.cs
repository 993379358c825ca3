using Pathwise.Environments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.PolicyGradients.OffPolicy;
using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.Tests.PolicyGradients.OffPolicy;

/// <summary>A whole gradient step of each algorithm beside its pseudo-code, written out in double.</summary>
public sealed class GradientStepTests
{
    private const int Rows = 6, StateSize = 3;
    private const double Lambda = 0.01, Tau = 0.25, Gamma = 0.9;
    private const double Tolerance = 1e-5;                       // 24 bits, of gradients that are up to about 100

    private static readonly int[] CriticSizes = [StateSize + 1, 5, 1];
    private static readonly SeedSequence Learning = new(9);

    [Fact]
    public void A_gradient_step_of_SAC_is_the_pseudo_code_s()
    {
        const double Alpha = 0.5, TargetEntropy = -1;
        int[] sizes = [StateSize, 4, 2];
        var (collector, sampler, critics) = Parts();
        var policy = new SquashedPolicy(Network(sizes, 3), Descent(Network(sizes, 3)), Rows);
        var (theta, phi, phiTarget) = (DoubleNetwork.Of((Mlp)policy.Network), Networks(critics), Targets(critics));
        var options = new SacOptions
        {
            BatchSize = Rows, TargetStep = Tau, StepSize = Schedule.Constant(Lambda), TrainEvery = 12,
        };
        var learner = new Sac(
            collector, sampler, policy, critics, EntropyWeight.Learned(Alpha, TargetEntropy), options, Learning, 1_000);
        learner.Learn();

        var (batch, draws) = Drawn(collector, sampler);
        var (noise, nextNoise) = (new float[Rows], new float[Rows]);
        draws.FillNormal(noise.AsSpan());                                               // ã ~ π(·|s)
        draws.FillNormal(nextNoise.AsSpan());                                           // a′ ~ π(·|s′)
        var targets = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var next = State(batch.Next, row);
            var (action, logProbability) = Act(theta, next, nextNoise[row]);
            var worth = phiTarget.Min(q => Q(q, next, action)) - (Alpha * logProbability);
            targets[row] = batch.Rewards[row] + (batch.Discounts[row] * worth);
        }

        var moved = Descended(phi, batch, targets);
        MustBe(moved, Networks(critics));

        double Mean(double[] x, Func<double[], double, double, double> f) => Enumerable.Range(0, Rows).Average(row =>
        {
            var state = State(batch.Observations, row);
            var (action, logProbability) = Act(x, state, noise[row]);
            return f(state, action, logProbability);
        });

        var ascent = DoubleNetwork.Gradient(
            x => Mean(x, (s, a, logProbability) => moved.Min(q => Q(q, s, a)) - (Alpha * logProbability)), theta);
        MustBe([Sum(theta, Lambda, ascent)], [DoubleNetwork.Of((Mlp)policy.Network)]);

        var excess = Mean(theta, (_, _, logProbability) => logProbability) + TargetEntropy;
        Assert.Equal(Alpha * Math.Exp(Lambda * Math.Sign(excess)), learner.EntropyWeight, 1e-6);    // Adam's first step
        MustBe([.. moved.Select((q, i) => Mixed(q, phiTarget[i]))], Targets(critics));

        (double Action, double LogProbability) Act(double[] x, double[] state, double epsilon)
        {
            var y = DoubleNetwork.Forward(x, sizes, state);
            var a = Math.Tanh(y[0] + (Math.Exp(y[1]) * epsilon));
            return (a, (-0.5 * epsilon * epsilon) - y[1] - (0.5 * Math.Log(2 * Math.PI)) - Math.Log(1 - (a * a)));
        }
    }

    [Fact]
    public void A_gradient_step_of_TD3_is_the_pseudo_code_s()
    {
        const double Sigma = 0.5, Clip = 0.3;
        int[] sizes = [StateSize, 4, 1];
        var (collector, sampler, critics) = Parts();
        var policy = new DeterministicPolicy(Network(sizes, 3), Descent(Network(sizes, 3)), Rows);
        Network(sizes, 4).Parameters.CopyTo(policy.Target.Parameters);
        var (theta, thetaTarget) = (DoubleNetwork.Of(policy.Network), DoubleNetwork.Of(policy.Target));
        var (phi, phiTarget) = (Networks(critics), Targets(critics));
        var options = new Td3Options
        {
            BatchSize = Rows, TargetStep = Tau, StepSize = Schedule.Constant(Lambda), TrainEvery = 12,
            PolicyDelay = 1, TargetNoise = Sigma, TargetNoiseClip = Clip,
        };
        new Td3(collector, sampler, policy, critics, new GaussianNoise(0.1), options, Learning, 1_000).Learn();

        var (batch, draws) = Drawn(collector, sampler);
        var (targets, cuts) = (new double[Rows], 0);
        for (var row = 0; row < Rows; row++)
        {
            var noise = Sigma * draws.NextNormal();
            if (Math.Abs(noise) > Clip) cuts++;
            var next = State(batch.Next, row);
            var action = Math.Clamp(Act(thetaTarget, next) + Math.Clamp(noise, -Clip, Clip), -1, 1);
            targets[row] = batch.Rewards[row] + (batch.Discounts[row] * phiTarget.Min(q => Q(q, next, action)));
        }

        Assert.InRange(cuts, 1, Rows - 1);                                              // some are cut and some are not
        var moved = Descended(phi, batch, targets);
        MustBe(moved, Networks(critics));

        var ascent = DoubleNetwork.Gradient(
            x => Enumerable.Range(0, Rows).Average(row =>
                Q(moved[0], State(batch.Observations, row), Act(x, State(batch.Observations, row)))),
            theta);
        var climbed = Sum(theta, Lambda, ascent);
        MustBe([climbed], [DoubleNetwork.Of(policy.Network)]);
        MustBe([Mixed(climbed, thetaTarget)], [DoubleNetwork.Of(policy.Target)]);
        MustBe([.. moved.Select((q, i) => Mixed(q, phiTarget[i]))], Targets(critics));

        double Act(double[] x, double[] state) => Math.Tanh(DoubleNetwork.Forward(x, sizes, state)[0]);
    }

    /// <summary>Experience in Pendulum, and critics whose targets are other networks.</summary>
    private static (ReplayCollector<float> Collector, UniformReplay Sampler, TwinCritics Critics) Parts()
    {
        var environments = (IVectorEnvironment<float>)EnvironmentRegistry.Standard.Find("Pendulum-v1")
            .MakeVector(1, Autoreset.Disabled);
        var sampler = new UniformReplay();
        var collector = new ReplayCollector<float>(
            environments, new(Capacity: 20, Steps: 12, Gamma), sampler, new(1), new(2));
        var (first, second) = (Critic(5), Critic(6));
        return (collector, sampler, new(first, second, StateSize, Rows));

        static Critic Critic(ulong seed)
        {
            var critic = new Critic(Network(CriticSizes, seed), Descent(Network(CriticSizes, seed)), Rows);
            Network(CriticSizes, seed + 10).Parameters.CopyTo(critic.Target.Parameters);
            return critic;
        }
    }

    private static Mlp Network(int[] sizes, ulong seed)
    {
        var rng = new Rng(seed);
        return Mlp.Create(
            sizes, Activation.Tanh, Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
    }

    private static Sgd Descent(Mlp network) => new(network.Parameters.Length);

    /// <summary>The minibatch that the learner drew, and its stream after that.</summary>
    private static (ReplayBatch<float> Batch, Rng Draws) Drawn(ReplayCollector<float> collector, UniformReplay sampler)
    {
        var draws = new Rng(Learning);
        var batch = collector.Memory.NewBatch(Rows);
        sampler.Draw(batch.Slots, batch.Weights, fraction: 0, ref draws);
        collector.Memory.Gather(batch);
        Assert.All(batch.Discounts.ToArray(), d => Assert.Equal((float)Gamma, d));
        return (batch, draws);
    }

    /// <summary><c>φ_i − λ ∇ ½ mean (Q(s, a, φ_i) − y)²</c>.</summary>
    private static double[][] Descended(double[][] phi, ReplayBatch<float> batch, double[] targets) =>
        [.. phi.Select(start => Sum(start, -Lambda, DoubleNetwork.Gradient(
            x => targets.Select((y, row) =>
                0.5 * Math.Pow(Q(x, State(batch.Observations, row), batch.Actions[row]) - y, 2)).Average(),
            start)))];

    private static double Q(double[] phi, double[] state, double action) =>
        DoubleNetwork.Forward(phi, CriticSizes, [.. state, action])[0];

    private static double[] State(ReadOnlySpan<float> states, int row) =>
        DoubleNetwork.Of(states.Slice(row * StateSize, StateSize));

    private static double[] Sum(double[] x, double factor, double[] y) => [.. x.Zip(y, (a, b) => a + (factor * b))];

    private static double[] Mixed(double[] online, double[] target) =>
        [.. online.Zip(target, (a, b) => (Tau * a) + ((1 - Tau) * b))];

    private static double[][] Networks(TwinCritics critics) =>
        [.. critics.Critics.Select(critic => DoubleNetwork.Of(critic.Network))];

    private static double[][] Targets(TwinCritics critics) =>
        [.. critics.Critics.Select(critic => DoubleNetwork.Of(critic.Target))];

    private static void MustBe(double[][] expected, double[][] actual)
    {
        for (var i = 0; i < expected.Length; i++)
            for (var k = 0; k < expected[i].Length; k++)
                Assert.Equal(expected[i][k], actual[i][k], Tolerance);
    }
}
