using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.PolicyGradients.OffPolicy;
using Pathwise.Randomness;

namespace Pathwise.Tests.PolicyGradients.OffPolicy;

public sealed class Td3Tests
{
    private static readonly Td3Options Small = new()
    {
        BatchSize = 64, Hidden = [32], StepSize = Schedule.Constant(3e-3), TargetStep = 0.02,
    };

    [Fact]
    public void Real_valued_actions_are_learned()
    {
        var learner = Td3.Create(Toy.HalfOf, Small with { NoiseScale = 0.3 }, new(3), 2_000);
        while (learner.Steps < 2_000) learner.Learn();
        Assert.InRange(Evaluation.Of(learner, Toy.HalfOf, new(3)).Mean, -0.01, 0);         // doing nothing costs E[(x/2)²] = 1/12
    }

    [Fact]
    public void A_time_limit_bootstraps_so_values_are_those_of_an_endless_task()
    {
        const double Gamma = 0.9, Value = 1 / (1 - Gamma);
        var options = Small with { Gamma = Gamma, Hidden = [], TargetStep = 0.2, StepSize = Schedule.Linear(0.05) };
        var learner = Td3.Create(Push.Entry, options, new(1), 4_000);
        while (learner.Steps < 4_000) learner.Learn();
        foreach (var critic in learner.Critics.Critics)
            Assert.Equal(Value, critic.Judge([1, 0], 1)[0], 0.1);                          // without bootstrapping, below 6
    }

    [Fact]
    public void The_policy_s_steps_follow_the_deterministic_policy_gradient_by_finite_differences()
    {
        const double Lambda = 0.1;
        const int Rows = 5;
        int[] sizes = [2, 4, 1];
        var rng = new Rng(5);
        var network = Mlp.Create(
            sizes, Activation.Tanh, Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
        var policy = new DeterministicPolicy(network, new Sgd(network.Parameters.Length), Rows);
        float[] states = new float[2 * Rows], worth = new float[Rows];
        rng.FillNormal(states.AsSpan());
        rng.FillNormal(worth.AsSpan());
        var before = DoubleNetwork.Of(network);

        policy.Act(states, Rows);
        policy.Ascend(states, worth, Lambda);

        var gradient = DoubleNetwork.Gradient(
            x => Enumerable.Range(0, Rows).Sum(row => worth[row] * Math.Tanh(
                DoubleNetwork.Forward(x, sizes, DoubleNetwork.Of(states.AsSpan(2 * row, 2)))[0])),
            before);
        for (var i = 0; i < gradient.Length; i++)
            Assert.Equal(before[i] + (Lambda * gradient[i]), network.Parameters[i], 2e-6);       // 24 bits
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_policy_and_all_targets_move_once_in_every_d_steps(int delay)
    {
        var learner = Td3.Create(Push.Entry, Small with { PolicyDelay = delay, LearningStarts = 10 }, new(1), 1_000);
        while (learner.Updates == 0) learner.Learn();
        var moves = 0;
        var (policy, target) = (Policy(), Target());
        for (var i = (int)learner.Updates + 1; i <= 31; i++)
        {
            learner.Learn();
            Assert.Equal(i, learner.Updates);
            var (movedPolicy, movedTarget) = (Policy(), Target());
            Assert.Equal(i % delay == 0, !movedTarget.AsSpan().SequenceEqual(target));
            if (!movedPolicy.AsSpan().SequenceEqual(policy)) moves++;
            (policy, target) = (movedPolicy, movedTarget);
        }

        Assert.Equal((31 / delay) - (1 / delay), moves);

        float[] Policy() => learner.Policy.Network.Parameters.ToArray();
        float[] Target() => learner.Critics.Critics[0].Target.Parameters.ToArray();
    }

    [Fact]
    public void Target_noise_is_cut_and_actions_stay_in_their_range()
    {
        var rng = new Rng(2);
        var actions = new float[10_000];
        TargetSmoothing.Apply(actions, sigma: 0.2, clip: 0.5, ref rng);
        Assert.All(actions, a => Assert.InRange(a, -0.5f, 0.5f));
        Assert.Contains(0.5f, actions);                                       // 1.2 % of normal numbers are past 2.5 σ

        // Var of N(0, 0.2²) cut at 2.5 σ: 0.9764 · 0.04; a sample's s.e. is √(2/n) of it at most
        var variance = actions.Average(a => (double)a * a);
        Assert.Equal(0.9764 * 0.04, variance, 4 * Math.Sqrt(2.0 / actions.Length) * 0.04);

        Array.Fill(actions, 0.9f);
        TargetSmoothing.Apply(actions, sigma: 0.2, clip: 0.5, ref rng);
        Assert.All(actions, a => Assert.InRange(a, 0.39999f, 1f));
        Assert.Contains(1f, actions);
    }

    [Fact]
    public void The_walk_has_its_stationary_variance_forgets_at_an_episode_s_end_and_is_saved()
    {
        const double Sigma = 0.5, Decay = 1 - (0.15 * 0.01);
        var rng = new Rng(3);
        var noise = new OrnsteinUhlenbeckNoise(Sigma, environments: 2, size: 1);
        float[] action = [0];
        var (squares, steps) = (0.0, 0);
        const int Walks = 400, Steps = 2_000;
        for (var walk = 0; walk < Walks; walk++)
        {
            noise.Begin(0);
            for (var i = 0; i < Steps; i++)
            {
                action[0] = 0;
                noise.Add(0, action, ref rng);
            }

            squares += action[0] * action[0];
            steps++;
        }

        // x_n = σ √Δt Σ Decay^(n−k) ε_k
        var variance = Sigma * Sigma * 0.01 * (1 - Math.Pow(Decay, 2 * Steps)) / (1 - (Decay * Decay));
        Assert.Equal(variance, squares / steps, 4 * variance * Math.Sqrt(2.0 / Walks));     // four standard errors

        var saved = new Dictionary<string, Array>();
        noise.Save(new StateDictionary(saved));
        var other = new OrnsteinUhlenbeckNoise(Sigma, environments: 2, size: 1);
        other.Load(new StateDictionary(saved));
        var (rngs, actions) = ((rng, rng), (new float[1], new float[1]));
        noise.Add(0, actions.Item1, ref rngs.Item1);
        other.Add(0, actions.Item2, ref rngs.Item2);
        Assert.Equal(actions.Item1, actions.Item2);
        Assert.NotEqual(0, actions.Item1[0]);
        other.Begin(0);
        actions.Item2[0] = 0;
        rngs.Item2 = rng;
        other.Add(0, actions.Item2, ref rngs.Item2);
        Assert.NotEqual(actions.Item1, actions.Item2);
    }

    [Theory]
    [InlineData(ActionNoiseKind.Gaussian)]
    [InlineData(ActionNoiseKind.OrnsteinUhlenbeck)]
    public void A_saved_and_loaded_learner_goes_on_as_if_nothing_had_happened(ActionNoiseKind noise)
    {
        var options = Small with
        {
            TrainEvery = 8, GradientSteps = -1, Noise = noise, TransitionSteps = 3, Environments = 2,
            StepSize = Schedule.Linear(1e-3), ReplayCapacity = 100, LearningStarts = 20, PolicyDelay = 3,
        };
        Toy.MustResume(() => Td3.Create(EnvironmentRegistry.Standard.Find("Pendulum-v1"), options, new(7), 1_000));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_with_one_thread_and_with_two()
    {
        Assert.Equal(State(7, 1), State(7, 2));
        Assert.NotEqual(State(7, 1), State(8, 1));

        static Dictionary<string, Array> State(ulong seed, int threads)
        {
            using var workers = new Workers(threads);
            var learner = Td3.Create(EnvironmentRegistry.Standard.Find("Pendulum-v1"), Small, new(seed), 300, workers);
            while (learner.Steps < 300) learner.Learn();
            return Toy.StateOf(learner);
        }
    }

    [Fact]
    public void Learning_allocates_nothing()
    {
        var learner = Td3.Create(EnvironmentRegistry.Standard.Find("Pendulum-v1"), Small, new(1), 10_000);
        while (learner.Steps < 150) learner.Learn();
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (learner.Steps < 200) learner.Learn();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_step_size_that_blows_up_ends_as_diverged()
    {
        var learner = Td3.Create(
            EnvironmentRegistry.Standard.Find("Pendulum-v1"),
            Small with { StepSize = Schedule.Constant(1e6), Hidden = [32, 32, 32] }, new(1), 10_000);
        for (var i = 0; i < 1_000 && learner.Diverged is null; i++) learner.Learn();
        Assert.NotNull(learner.Diverged);
    }
}
