using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.PolicyGradients.OffPolicy;
using Pathwise.Randomness;

namespace Pathwise.Tests.PolicyGradients.OffPolicy;

public sealed class SacTests
{
    private static readonly SacOptions Small = new()
    {
        BatchSize = 64, Hidden = [32], StepSize = Schedule.Constant(3e-3), TargetStep = 0.02,
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Real_valued_actions_are_learned(bool stateDependentNoise)
    {
        var options = Small with { StateDependentNoise = stateDependentNoise, InitialLogSigma = -1, Gamma = 0.9 };
        var learner = Sac.Create(Toy.HalfOf, options, new(3), 3_000);
        while (learner.Steps < 3_000) learner.Learn();
        Assert.Null(learner.Diverged);
        Assert.InRange(Evaluation.Of(learner, Toy.HalfOf, new(3)).Mean, -0.01, 0);         // doing nothing costs E[(x/2)²] = 1/12
    }

    [Fact]
    public void A_time_limit_bootstraps_so_values_are_those_of_an_endless_task()
    {
        const double Gamma = 0.9, Value = 1 / (1 - Gamma);
        var options = Small with { Gamma = Gamma, EntropyWeight = 0, Hidden = [], TargetStep = 0.2 };
        var learner = Sac.Create(Push.Entry, options with { StepSize = Schedule.Linear(0.05) }, new(1), 3_000);
        while (learner.Steps < 3_000) learner.Learn();
        foreach (var critic in learner.Critics.Critics)
            Assert.Equal(Value, critic.Judge([1, 0], 1)[0], 0.1);                          // without bootstrapping, below 6
    }

    [Fact]
    public void Values_count_what_the_entropy_of_all_later_actions_is_worth()
    {
        const double Gamma = 0.9, Alpha = 0.5;
        var options = Small with { Gamma = Gamma, EntropyWeight = Alpha, Hidden = [], TargetStep = 0.2 };
        var learner = Sac.Create(Push.Entry, options with { StepSize = Schedule.Linear(0.05) }, new(1), 3_000);
        while (learner.Steps < 3_000) learner.Learn();

        var (rng, states, entropy) = (new Rng(1), new float[64], 0.0);
        Array.Fill(states, 1);
        for (var i = 0; i < 100; i++) entropy -= learner.Policy.Sample(states, 64, ref rng) / 100;
        Assert.InRange(entropy, 0.5, Math.Log(2));                // nothing else pays: nearly that of uniform actions
        var value = (1 + (Gamma * Alpha * entropy)) / (1 - Gamma);                     // Q = 1 + γ (Q + α H)
        foreach (var critic in learner.Critics.Critics)
            Assert.Equal(value, critic.Judge([1, 0], 1)[0], 0.3);                      // 13 ± 0.3; without H, 10
    }

    [Fact]
    public void The_policy_s_steps_follow_its_objective_s_gradient_by_finite_differences()
    {
        const double Lambda = 0.1, Alpha = 0.3;
        const int Rows = 5;
        int[] sizes = [2, 4, 2];
        var rng = new Rng(5);
        var network = Mlp.Create(
            sizes, Activation.Tanh, Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
        var policy = new SquashedPolicy(network, new Sgd(network.Parameters.Length), Rows);
        float[] states = new float[2 * Rows], worth = new float[Rows], noise = new float[Rows];
        rng.FillNormal(states.AsSpan());
        rng.FillNormal(worth.AsSpan());
        var copy = rng;
        copy.FillNormal(noise.AsSpan());
        var before = DoubleNetwork.Of(network);

        var logProbability = policy.Sample(states, Rows, ref rng);
        policy.Ascend(states, worth, Alpha, Lambda);

        Assert.Equal(Terms(before).LogProbability, logProbability, 1e-5);
        var gradient = DoubleNetwork.Gradient(x => Terms(x).Worth - (Alpha * Terms(x).LogProbability), before);
        for (var i = 0; i < gradient.Length; i++)
            Assert.Equal(before[i] + (Lambda * gradient[i]), network.Parameters[i], 2e-6);       // 24 bits

        (double Worth, double LogProbability) Terms(double[] x)
        {
            var (sum, logs) = (0.0, 0.0);
            for (var row = 0; row < Rows; row++)
            {
                var y = DoubleNetwork.Forward(x, sizes, DoubleNetwork.Of(states.AsSpan(2 * row, 2)));
                var a = Math.Tanh(y[0] + (Math.Exp(y[1]) * noise[row]));
                sum += worth[row] * a;
                logs += (-0.5 * noise[row] * noise[row]) - y[1] - (0.5 * Math.Log(2 * Math.PI)) - Math.Log(1 - (a * a));
            }

            return (sum, logs / Rows);
        }
    }

    [Fact]
    public void The_entropy_weight_rises_where_the_entropy_is_too_low_and_falls_where_it_is_too_high()
    {
        var weight = EntropyWeight.Learned(0.5, targetEntropy: -1);
        weight.Learn(logProbability: 3, stepSize: 0.01);                                   // entropy −3, below −1
        Assert.Equal(0.5 * Math.Exp(0.01), weight.Value, 1e-6);                           // Adam's first step is its step size
        weight = EntropyWeight.Learned(0.5, targetEntropy: -1);
        weight.Learn(logProbability: -2, stepSize: 0.01);
        Assert.Equal(0.5 * Math.Exp(-0.01), weight.Value, 1e-6);
        weight = EntropyWeight.Fixed(0.5);
        weight.Learn(logProbability: 3, stepSize: 0.01);
        Assert.Equal(0.5, weight.Value);
    }

    [Fact]
    public void A_learned_entropy_weight_holds_the_entropy_at_its_target_where_certainty_pays()
    {
        const double Target = -0.5;
        var learner = Sac.Create(Toy.HalfOf, Small with { TargetEntropy = Target, Gamma = 0.9 }, new(2), 6_000);
        while (learner.Steps < 6_000) learner.Learn();
        var rng = new Rng(1);
        var states = new float[64];
        var sum = 0.0;
        for (var i = 0; i < 50; i++)
        {
            foreach (ref var x in states.AsSpan()) x = (float)rng.NextUniform(-1, 1);
            sum += learner.Policy.Sample(states, 64, ref rng) / 50;
        }

        Assert.Equal(Target, -sum, 0.2);                     // it starts near ln 2 = 0.69 and would fall without end
        Assert.InRange(learner.EntropyWeight, 1e-3, 0.9);
    }

    [Theory]
    [InlineData("Pendulum-v1", false)]
    [InlineData("MountainCarContinuous-v0", true)]
    public void A_saved_and_loaded_learner_goes_on_as_if_nothing_had_happened(string environment, bool noise)
    {
        var options = Small with
        {
            TrainEvery = 8, GradientSteps = -1, StateDependentNoise = noise, TransitionSteps = 3, Environments = 2,
            StepSize = Schedule.Linear(1e-3), ReplayCapacity = 100, LearningStarts = 20,
        };
        Toy.MustResume(() => Sac.Create(EnvironmentRegistry.Standard.Find(environment), options, new(7), 1_000));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_with_one_thread_and_with_two()
    {
        Assert.Equal(State(7, 1), State(7, 2));
        Assert.NotEqual(State(7, 1), State(8, 1));

        static Dictionary<string, Array> State(ulong seed, int threads)
        {
            using var workers = new Workers(threads);
            var learner = Sac.Create(EnvironmentRegistry.Standard.Find("Pendulum-v1"), Small, new(seed), 300, workers);
            while (learner.Steps < 300) learner.Learn();
            return Toy.StateOf(learner);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Learning_allocates_nothing(bool noise)
    {
        var learner = Sac.Create(
            EnvironmentRegistry.Standard.Find("Pendulum-v1"), Small with { StateDependentNoise = noise }, new(1), 10_000);
        while (learner.Steps < 150) learner.Learn();
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (learner.Steps < 200) learner.Learn();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_step_size_that_blows_up_ends_as_diverged()
    {
        var learner = Sac.Create(
            EnvironmentRegistry.Standard.Find("Pendulum-v1"), Small with { StepSize = Schedule.Constant(1e6) },
            new(1), 10_000);
        for (var i = 0; i < 1_000 && learner.Diverged is null; i++) learner.Learn();
        Assert.NotNull(learner.Diverged);
    }

    [Fact]
    public void What_it_cannot_learn_is_said()
    {
        var cartPole = EnvironmentRegistry.Standard.Find("CartPole-v1");
        Assert.Contains("CartPole-v1", Assert.Throws<BadInputException>(
            () => AlgorithmCatalog.Standard.Find("sac").Create(cartPole, new SacOptions(), new(1), 10)).Message,
            StringComparison.Ordinal);
        Assert.Contains("hidden", Assert.Throws<BadInputException>(() => Sac.Create(
            Push.Entry, new() { StateDependentNoise = true, Hidden = [] }, new(1), 10)).Message,
            StringComparison.Ordinal);
        Assert.Contains("gradientSteps", Assert.Throws<BadInputException>(() => Sac.Create(
            Push.Entry, new() { GradientSteps = 0 }, new(1), 10)).Message, StringComparison.Ordinal);
    }
}
