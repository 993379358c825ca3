using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.PolicyGradients;

namespace Pathwise.Tests.PolicyGradients;

public sealed class PpoTests
{
    private static readonly PpoOptions Small = new()
    {
        Environments = 4, RolloutSteps = 32, BatchSize = 32, Epochs = 4, Hidden = [16],
        StepSize = Schedule.Constant(0.01),
    };

    [Theory]
    [InlineData(false, null, null)]
    [InlineData(true, 0.2, 0.05)]
    public void The_identity_is_learned(bool normalized, double? valueClipRange, double? targetKl)
    {
        var options = Small with
        {
            NormalizeObservations = normalized, NormalizeRewards = normalized,
            ValueClipRange = valueClipRange, TargetKl = targetKl,
        };
        var learner = Ppo.Create(Toy.Identity, options, new(3), 6_000);
        while (learner.Steps < 6_000) learner.Learn();
        Assert.Equal(10, Evaluation.Of(learner, Toy.Identity, new(3)).Mean);
    }

    [Fact]
    public void A_gaussian_policy_learns_real_valued_actions()
    {
        var options = Small with { RolloutSteps = 64, InitialLogSigma = -1 };
        var learner = Ppo.Create(Toy.HalfOf, options, new(3), 20_000);
        while (learner.Steps < 20_000) learner.Learn();
        Assert.InRange(Evaluation.Of(learner, Toy.HalfOf, new(3)).Mean, -0.005, 0);           // doing nothing costs E[(x/2)²] = 1/12
    }

    [Fact]
    public void Several_choices_at_once_are_learned()
    {
        var algorithm = AlgorithmCatalog.Standard.Find("ppo");
        var learner = algorithm.Create(Toy.TwoLamps, Small, new(3), 6_000);
        while (learner.Steps < 6_000) learner.Learn();
        Assert.Equal(1, Evaluation.Of(learner, Toy.TwoLamps, new(3)).Mean);
    }

    [Fact]
    public void A_time_limit_bootstraps_so_values_are_those_of_an_endless_task()
    {
        const double Gamma = 0.98, Value = 1 / (1 - Gamma);
        var options = Small with
        {
            Gamma = Gamma, Lambda = 0.8, Hidden = [], StepSize = Schedule.Linear(0.3), MaxGradientNorm = null,
        };
        var learner = (Ppo<int, Categorical>)Ppo.Create(Toy.Endless, options, new(1), 60_000);
        while (learner.Steps < 60_000) learner.Learn();
        double[] value = [0];
        learner.Value.Evaluate([1], value);
        Assert.Equal(Value, value[0], 0.5);                // the fixed point v = 1 + γ v; without bootstrapping, below 8
    }

    [Fact]
    public void Its_steps_follow_the_objective_s_gradient_by_finite_differences()
    {
        const double Alpha = 0.05, Epsilon = 0.1, C1 = 0.7, C2 = 0.3;
        var options = Small with
        {
            BatchSize = 1000, Epochs = 5, Hidden = [], NormalizeAdvantages = false, MaxGradientNorm = null,
            StepSize = Schedule.Constant(Alpha), ClipRange = Schedule.Constant(Epsilon),
            ValueWeight = C1, EntropyWeight = C2,
        };
        var (theta, w) = (new Mlp([3, 3]), new Mlp([3, 1]));
        var start = new double[] { 0.1, -0.2, 0.3, 0.5, 0, 0.2, -0.1, -0.3, 0.4, 0.2, 0, -0.2, 1, -1, 0.5, 0.3 };
        for (var i = 0; i < 12; i++) theta.Parameters[i] = (float)start[i];
        for (var i = 0; i < 4; i++) w.Parameters[i] = (float)start[12 + i];
        var learner = Linear(theta, w, options, out var collector);

        learner.Learn();

        var rollout = collector.Rollout;
        var reference = (double[])start.Clone();
        for (var epoch = 0; epoch < 5; epoch++)
        {
            var gradient = new double[16];
            for (var i = 0; i < 16; i++)
            {
                const double H = 1e-5;
                var (up, down) = ((double[])reference.Clone(), (double[])reference.Clone());
                (up[i], down[i]) = (up[i] + H, down[i] - H);
                gradient[i] = (Objective(rollout, up) - Objective(rollout, down)) / (2 * H);
            }

            for (var i = 0; i < 16; i++) reference[i] += Alpha * gradient[i];
        }

        double[] learned = Array.ConvertAll([.. theta.Parameters, .. w.Parameters], (float x) => (double)x);
        for (var i = 0; i < 16; i++) Assert.Equal(reference[i], learned[i], 2e-6);    // 24 bits, five times
        Assert.NotEqual(start[0], learned[0], 1e-3);

        double Objective(Rollout<int> rollout, double[] x)
        {
            var sum = 0.0;
            for (var row = 0; row < rollout.Rows; row++)
            {
                double Output(int column, int columns, int offset)
                {
                    var output = x[offset + (3 * columns) + column];
                    for (var k = 0; k < 3; k++)
                        output += rollout.States[(row * 3) + k] * x[offset + (k * columns) + column];
                    return output;
                }

                double[] logits = [Output(0, 3, 0), Output(1, 3, 0), Output(2, 3, 0)];
                var normaliser = Math.Log(logits.Sum(Math.Exp));
                var ratio = Math.Exp(logits[rollout.Actions[row]] - normaliser - rollout.LogProbabilities[row]);
                var a = rollout.Advantages[row];
                sum += Math.Min(ratio * a, Math.Clamp(ratio, 1 - Epsilon, 1 + Epsilon) * a);
                sum -= C1 * Math.Pow(Output(0, 1, 12) - rollout.Returns[row], 2);
                sum -= C2 * logits.Sum(l => Math.Exp(l - normaliser) * (l - normaliser));
            }

            return sum / rollout.Rows;
        }
    }

    [Fact]
    public void One_pass_over_one_batch_is_the_advantage_actor_critic()
    {
        var once = Small with { BatchSize = 1000, Epochs = 1, NormalizeAdvantages = false };
        var plain = new AdvantageActorCriticOptions { Lambda = once.Lambda, StepSize = once.StepSize };
        var (theta, w, thetaToo, wToo) = (new Mlp([3, 3]), new Mlp([3, 1]), new Mlp([3, 3]), new Mlp([3, 1]));
        Linear(theta, w, once, out _).Learn();
        var collector = Collector(once);
        new AdvantageActorCritic<int, Categorical>(
            collector, new(thetaToo, new(3), Sgd(thetaToo), 4), new(wToo, Sgd(wToo)), plain, 1).Learn();

        for (var i = 0; i < 12; i++) Assert.Equal(thetaToo.Parameters[i], theta.Parameters[i], 1e-7);  // rows are added in another order
        for (var i = 0; i < 4; i++) Assert.Equal(wToo.Parameters[i], w.Parameters[i], 1e-6);
        Assert.True(Math.Abs(theta.Parameters[0]) > 1e-5);
    }

    [Fact]
    public void Past_the_divergence_it_was_told_it_stops_learning_from_a_rollout()
    {
        float[] Parameters(int epochs, double? targetKl)
        {
            var (theta, w) = (new Mlp([3, 3]), new Mlp([3, 1]));
            Linear(theta, w, Small with { BatchSize = 1000, Epochs = epochs, TargetKl = targetKl }, out _).Learn();
            return [.. theta.Parameters, .. w.Parameters];
        }

        Assert.Equal(Parameters(1, null), Parameters(10, 1e-10));             // the first step, at ratio 1, has divergence 0
        Assert.NotEqual(Parameters(1, null), Parameters(10, null));
    }

    [Fact]
    public void A_step_size_that_blows_up_ends_as_diverged_with_finite_weights()
    {
        var options = Small with
        {
            StepSize = Schedule.Constant(1e6), Hidden = [16, 16], Activation = Activation.Relu,
        };
        var learner = (Ppo<int, Categorical>)Ppo.Create(Toy.Identity, options, new(1), 10_000);
        for (var i = 0; i < 200 && learner.Diverged is null; i++) learner.Learn();
        Assert.Equal("the gradient of policy and values", learner.Diverged);
        double[] value = [0];
        learner.Value.Evaluate([1, 0, 0], value);
        Assert.True(double.IsFinite(value[0]));
    }

    [Theory]
    [InlineData("CartPole-v1")]
    [InlineData("Pendulum-v1")]
    public void Learning_allocates_nothing(string environment)
    {
        var options = Small with { NormalizeObservations = true, NormalizeRewards = true };
        var learner = Ppo.Create(EnvironmentRegistry.Standard.Find(environment), options, new(1), 100_000);
        for (var i = 0; i < 3; i++) learner.Learn();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) learner.Learn();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_with_one_thread_and_with_two()
    {
        Assert.Equal(State(7, 1), State(7, 1));
        Assert.Equal(State(7, 1), State(7, 2));
        Assert.NotEqual(State(7, 1), State(8, 1));

        static Dictionary<string, Array> State(ulong seed, int threads)
        {
            using var workers = new Workers(threads);
            var learner = Ppo.Create(
                EnvironmentRegistry.Standard.Find("CartPole-v1"), Small, new(seed), 2_000, workers);
            while (learner.Steps < 2_000) learner.Learn();
            return Toy.StateOf(learner);
        }
    }

    [Theory]
    [InlineData("CartPole-v1")]
    [InlineData("Pendulum-v1")]
    public void A_saved_and_loaded_learner_goes_on_as_if_nothing_had_happened(string environment)
    {
        var options = Small with
        {
            NormalizeObservations = true, NormalizeRewards = true,
            StepSize = Schedule.Linear(1e-2), ClipRange = Schedule.Linear(0.2),
        };
        Toy.MustResume(() => Ppo.Create(EnvironmentRegistry.Standard.Find(environment), options, new(7), 3_000));
    }

    [Fact]
    public void A_schedule_that_ends_at_nothing_may_be_outlived()
    {
        var options = Small with { StepSize = Schedule.Linear(1e-3), ClipRange = Schedule.Linear(0.2) };
        var learner = Ppo.Create(Toy.Identity, options, new(7), horizon: 128);
        for (var i = 0; i < 3; i++) learner.Learn();
        Assert.Null(learner.Diverged);
    }

    private static Ppo<int, Categorical> Linear(
        Mlp theta, Mlp w, PpoOptions options, out RolloutCollector<int> collector)
    {
        collector = Collector(options);
        return new(collector, new(theta, new(3), Sgd(theta), 4), new(w, Sgd(w)), options, new(5), 1000);
    }

    private static RolloutCollector<int> Collector(PpoOptions options) => new(
        (IVectorEnvironment<int>)Toy.Identity.MakeVector(4, Autoreset.SameStep), options.RolloutSteps, default,
        new(1), new(2));

    private static GradientAscent Sgd(Mlp network) =>
        new(network, network.NewPass(256), 256, new Sgd(network.Parameters.Length), double.PositiveInfinity);
}
