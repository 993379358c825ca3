using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;
using Pathwise.Testing;

namespace Pathwise.Tests.PolicyGradients;

public sealed class RecurrentPpoTests
{
    private static readonly PpoOptions Small = new()
    {
        Environments = 8, RolloutSteps = 16, BatchSize = 64, Epochs = 4, Hidden = [8], MemoryUnits = 8,
        StepSize = Schedule.Constant(0.01),
    };

    [Theory]
    [InlineData(8)]
    [InlineData(0)]
    public void What_was_seen_before_is_told_with_a_memory_and_guessed_without(int units)
    {
        var learner = Ppo.Create(Toy.Recall, Small with { MemoryUnits = units }, new(3), 15_000);
        while (learner.Steps < 15_000) learner.Learn();
        var mean = Evaluation.Of(learner, Toy.Recall, new(3), new() { Episodes = 400 }).Mean;
        if (units > 0) Assert.Equal(1, mean);
        else Assert.Equal(0.5, mean, 4 * 0.5 / Math.Sqrt(400));                              // four standard errors
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(32)]
    public void Learning_goes_through_the_same_memory_as_acting(int batchSize)
    {
        var options = Small with { BatchSize = batchSize, Epochs = 1, StepSize = Schedule.Constant(1e-12) };
        var learner = Ppo.Create(Toy.Recall, options, new(3), 1_000);
        for (var i = 0; i < 5; i++)
        {
            learner.Learn();                                      // θ stays, so that the ratio of new to old must be 1
            var told = new Told();
            learner.Report(told);
            Assert.InRange(told.Divergence, 0, 1e-12);
        }
    }

    [Fact]
    public void A_time_limit_bootstraps_with_the_memory_of_the_episode_that_it_cut()
    {
        const double Gamma = 0.9, Value = 1 / (1 - Gamma);
        var options = Small with
        {
            Gamma = Gamma, Lambda = 0.8, Hidden = [], StepSize = Schedule.Linear(0.05), MaxGradientNorm = null,
        };
        var learner = (Ppo<int, Categorical>)Ppo.Create(Toy.Endless, options, new(1), 40_000);
        while (learner.Steps < 40_000) learner.Learn();
        Assert.All(learner.Rollout.Values, value => Assert.Equal(Value, value, 0.2));        // without bootstrapping, below 6
    }

    [Fact]
    public void The_network_s_gradient_is_what_finite_differences_say()
    {
        var rng = new Rng(2);
        var network = new RecurrentNetwork(
            Lstm.Create(2, 3, Initialization.Normal(0.7), ref rng),
            Mlp.Create([3, 4, 2], Activation.Tanh, Initialization.Normal(0.7), Initialization.Normal(0.7), ref rng),
            free: 2, initial: -0.5f);
        var (inputs, weights) = (new float[5 * 2], new float[5 * 4]);
        foreach (ref var x in inputs.AsSpan()) x = (float)rng.NextNormal();
        foreach (ref var x in weights.AsSpan()) x = (float)rng.NextNormal();
        Assert.InRange(GradientCheck.OfParameters(network, inputs, weights).Worst, 0, GradientCheck.SingleTolerance);
    }

    [Theory]
    [InlineData("CartPole-v1")]
    [InlineData("Pendulum-v1")]
    public void It_resumes_exactly_allocates_nothing_and_is_the_same_on_two_threads(string environment)
    {
        var entry = EnvironmentRegistry.Standard.Find(environment).WithTimeLimit(20);
        var options = Small with { BatchSize = 128, NormalizeObservations = true, NormalizeRewards = true };
        Toy.MustResume(() => Ppo.Create(entry, options, new(7), 3_000));

        using var workers = new Workers(2);
        var one = Ppo.Create(entry, options, new(7), 3_000);
        var two = Ppo.Create(entry, options, new(7), 3_000, workers);
        for (var i = 0; i < 10; i++)
        {
            one.Learn();
            two.Learn();
        }

        Assert.Equal(Toy.StateOf(one), Toy.StateOf(two));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5; i++) one.Learn();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Choices_that_are_none_are_not_taken_with_a_memory_either()
    {
        var taxi = EnvironmentRegistry.Standard.Find("Taxi-v4");
        var learner = Ppo.Create(taxi, Small, new(1), 1_000);
        learner.Learn();
        var result = Evaluation.Of(learner, taxi, new(1), new() { IsGreedy = false, Episodes = 5 });
        Assert.All(result.Returns.Zip(result.Lengths), pair => Assert.True(
            pair.First == -pair.Second || pair.First == 21 - pair.Second));
    }

    [Fact]
    public void A_memory_and_state_dependent_noise_exclude_each_other() => Assert.Contains(
        "memoryUnits=0", Assert.Throws<BadInputException>(
            () => Ppo.Create(Toy.HalfOf, Small with { StateDependentNoise = true }, new(1), 1)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_rollout_that_is_too_large_is_refused()
    {
        var options = new PpoOptions { Environments = 65536, RolloutSteps = 1_000_000 };
        Assert.Equal(
            "A rollout of 1000000 steps in 65536 environments is too large; environments times rolloutSteps can be "
            + "16777216 at most.",
            Assert.Throws<BadInputException>(() => Ppo.Create(Toy.Identity, options, new(1), 1)).Message);
    }

    private sealed class Told : IMetrics
    {
        public double Divergence { get; private set; }

        public void Add(string name, double value)
        {
            if (name == "policy/approximateKl") Divergence = value;
        }
    }
}
