using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.PolicyGradients;

namespace Pathwise.Tests.PolicyGradients;

public sealed class AdvantageActorCriticTests
{
    private static readonly AdvantageActorCriticOptions Small = new()
    {
        Environments = 8, Hidden = [16], StepSize = Schedule.Constant(0.005),
    };

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0.9)]
    public void The_identity_is_learned(bool normalized, double lambda)
    {
        var options = Small with
        {
            NormalizeObservations = normalized, NormalizeRewards = normalized, NormalizeAdvantages = normalized,
            Lambda = lambda,
        };
        var learner = AdvantageActorCritic.Create(Toy.Identity, options, new(3), 20_000);
        while (learner.Steps < 20_000) learner.Learn();
        Assert.Equal(10, Evaluation.Of(learner, Toy.Identity, new(3)).Mean);
    }

    [Fact]
    public void A_time_limit_bootstraps_so_values_are_those_of_an_endless_task()
    {
        const double Gamma = 0.98, Value = 1 / (1 - Gamma);
        var options = Small with
        {
            Gamma = Gamma, Hidden = [], StepSize = Schedule.Linear(0.2), MaxGradientNorm = null,
        };
        var learner = (AdvantageActorCritic<int, Categorical>)AdvantageActorCritic.Create(
            Toy.Endless, options, new(1), 80_000);
        while (learner.Steps < 80_000) learner.Learn();
        double[] value = [0];
        learner.Value.Evaluate([1], value);
        Assert.Equal(Value, value[0], 0.5);                // the fixed point v = 1 + γ v; without bootstrapping, below 8
    }

    [Fact]
    public void Learning_allocates_nothing()
    {
        var learner = AdvantageActorCritic.Create(
            EnvironmentRegistry.Standard.Find("CartPole-v1"), Small with { NormalizeObservations = true },
            new(1), 100_000);
        for (var i = 0; i < 10; i++) learner.Learn();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) learner.Learn();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_with_one_thread_and_with_two()
    {
        Assert.Equal(State(7, 1), State(7, 2));
        Assert.NotEqual(State(7, 1), State(8, 1));

        static Dictionary<string, Array> State(ulong seed, int threads)
        {
            using var workers = new Workers(threads);
            var learner = AdvantageActorCritic.Create(
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
        var entry = EnvironmentRegistry.Standard.Find(environment);
        var options = Small with
        {
            NormalizeObservations = true, NormalizeRewards = true, StepSize = Schedule.Linear(1e-2),
        };
        Toy.MustResume(() => AdvantageActorCritic.Create(entry, options, new(7), 3_000));
    }
}
