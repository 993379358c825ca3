using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;

namespace Pathwise.Tests.PolicyGradients;

public sealed class ReinforceWithBaselineTests
{
    private static readonly ReinforceWithBaselineOptions Sgd = new() { Optimizer = OptimizerKind.Sgd };

    [Fact]
    public void The_box_updates_w_and_then_theta_at_every_step()
    {
        const double AlphaTheta = 1e-3, AlphaW = 1e-2;
        var corridor = new Corridor(episodes: 1, 0.3, seed: 5, baseline: -7);
        double[] theta = [corridor.Theta[0], corridor.Theta[1]];
        double w = corridor.W[0];
        var options = Sgd with
        {
            StepSize = Schedule.Constant(AlphaTheta), BaselineStepSize = Schedule.Constant(AlphaW), StepsPerGradient = 1,
        };

        New(corridor, options).Learn();

        var actions = corridor.Generator.Batch.Actions;
        var steps = actions.Length;
        for (var t = 0; t < steps; t++)
        {
            var delta = -(steps - t) - w;                                                              // G_t = −(T − t)
            w += AlphaW * delta;
            var change = AlphaTheta * delta * (actions[t] - (1 / (1 + Math.Exp(theta[0] - theta[1]))));
            (theta[0], theta[1]) = (theta[0] - change, theta[1] + change);
        }

        Assert.True(steps > 2);
        Assert.Equal(w, corridor.W[0], 4);
        Assert.Equal(theta[1], corridor.Theta[1], 6);
    }

    [Fact]
    public void An_episode_that_was_cut_is_bootstrapped_and_one_that_terminated_is_not()
    {
        const double Gamma = 0.98, Value = 1 / (1 - Gamma);
        var spec = new EnvironmentSpec("Endless-v0") { MaxEpisodeSteps = 8 };
        var entry = EnvironmentRegistry.Empty.Register<EndlessReward, int, int>(spec, new()).Find("Endless-v0");
        var options = Sgd with
        {
            Gamma = Gamma, Episodes = 4, Hidden = [], BaselineHidden = [], BaselineStepSize = Schedule.Constant(0.02),
        };
        var learner = (ReinforceWithBaseline<int, Categorical>)ReinforceWithBaseline.Create(entry, options, new(1), 100_000);

        while (learner.Steps < 100_000) learner.Learn();

        double[] value = [0];
        learner.Baseline.Evaluate([1], value);
        Assert.Equal(Value, value[0], 2);                  // the fixed point v = 1 + γ v; without bootstrapping, below 8
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void The_identity_is_learned(bool shared, bool normalized)
    {
        var entry = EnvironmentRegistry.Empty
            .Register<Identity, Identity.State, int>(new EnvironmentSpec("Identity-v0"), new()).Find("Identity-v0");
        var options = new ReinforceWithBaselineOptions
        {
            Episodes = 8, Hidden = [16], SharedNetwork = shared, NormalizeObservations = normalized,
        };
        var learner = ReinforceWithBaseline.Create(entry, options, new(3), 20_000);

        while (learner.Steps < 20_000) learner.Learn();

        Assert.Equal(10, Evaluation.Of(learner, entry, new(3)).Mean);
    }

    [Fact]
    public void A_gaussian_policy_learns_real_valued_actions()
    {
        var entry = EnvironmentRegistry.Empty.Register<HalfOf, double, float>(new EnvironmentSpec("HalfOf-v0"), new()).Find("HalfOf-v0");
        var options = new ReinforceWithBaselineOptions { Episodes = 64, Hidden = [16], InitialLogSigma = -1 };
        var learner = ReinforceWithBaseline.Create(entry, options, new(3), 60_000);

        while (learner.Steps < 60_000) learner.Learn();

        Assert.InRange(Evaluation.Of(learner, entry, new(3)).Mean, -0.005, 0);           // doing nothing costs E[(x/2)²] = 1/12
    }

    [Fact]
    public void An_entropy_bonus_keeps_the_policy_wide()
    {
        Assert.True(EntropyAfterLearning(0.5) > EntropyAfterLearning(0) + 0.3);

        static double EntropyAfterLearning(double weight)
        {
            var entry = EnvironmentRegistry.Empty
                .Register<Identity, Identity.State, int>(new EnvironmentSpec("Identity-v0"), new()).Find("Identity-v0");
            var options = new ReinforceWithBaselineOptions { Episodes = 8, Hidden = [16], EntropyWeight = weight };
            var learner = (ReinforceWithBaseline<int, Categorical>)ReinforceWithBaseline.Create(entry, options, new(3), 10_000);
            while (learner.Steps < 10_000) learner.Learn();
            return learner.Policy.Entropy;
        }
    }

    [Fact]
    public void A_step_size_that_blows_up_ends_as_diverged_with_finite_weights()
    {
        var corridor = new Corridor(episodes: 4, 0.5, seed: 1, timeLimit: 100);
        var learner = New(corridor, Sgd with { Gamma = 0.9, BaselineStepSize = Schedule.Constant(1e6), StepSize = Schedule.Constant(1e-9) });

        for (var i = 0; i < 100 && learner.Diverged is null; i++) learner.Learn();

        Assert.Equal("the baseline's gradient", learner.Diverged);
        Assert.True(float.IsFinite(corridor.W[0]) && float.IsFinite(corridor.Theta[0]));
    }

    [Fact]
    public void Learning_allocates_nothing_once_it_has_seen_its_longest_batch()
    {
        var entry = EnvironmentRegistry.Standard.Find("CartPole-v1").WithTimeLimit(50);
        var learner = ReinforceWithBaseline.Create(entry, new() { Episodes = 4 }, new(1), 100_000);
        while (learner.Steps < 20_000) learner.Learn();                       // by then, all episodes reach the limit

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) learner.Learn();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        Assert.Equal(Weights(7), Weights(7));
        Assert.NotEqual(Weights(7), Weights(8));

        static float[] Weights(ulong seed)
        {
            var saved = new Dictionary<string, Array>();
            var learner = ReinforceWithBaseline.Create(
                EnvironmentRegistry.Standard.Find("CartPole-v1"), new() { Episodes = 2, Hidden = [8] }, new SeedSequence(seed), 3_000);
            while (learner.Steps < 3_000) learner.Learn();
            learner.Save(new StateDictionary(saved));
            return (float[])saved["policy.parameters"];
        }
    }

    [Fact]
    public void A_saved_and_loaded_learner_goes_on_as_if_nothing_had_happened()
    {
        ReinforceWithBaselineOptions options = new() { Episodes = 3, Hidden = [8], NormalizeObservations = true };
        ILearner New() => ReinforceWithBaseline.Create(EnvironmentRegistry.Standard.Find("CartPole-v1"), options, new(7), 3_000);
        var (straight, first, second) = (New(), New(), New());
        for (var i = 0; i < 20; i++) straight.Learn();
        for (var i = 0; i < 9; i++) first.Learn();

        var state = new Dictionary<string, Array>();
        first.Save(new StateDictionary(state));
        second.Learn();                                                       // somewhere else entirely
        second.Load(new StateDictionary(state));
        for (var i = 9; i < 20; i++) second.Learn();

        var (expected, actual) = (new Dictionary<string, Array>(), new Dictionary<string, Array>());
        straight.Save(new StateDictionary(expected));
        second.Save(new StateDictionary(actual));
        Assert.Equal(expected, actual);
    }

    private static ReinforceWithBaseline<int, Categorical> New(Corridor corridor, ReinforceWithBaselineOptions options) =>
        new(corridor.Generator, corridor.Policy, corridor.Baseline, options, 1);
}
