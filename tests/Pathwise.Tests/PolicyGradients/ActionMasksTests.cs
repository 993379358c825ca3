using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;
using Pathwise.ValueLearning.Deep;

namespace Pathwise.Tests.PolicyGradients;

public sealed class ActionMasksTests
{
    private static readonly EnvironmentEntry Guarded = EnvironmentRegistry.Empty
        .Register<GuardedChoice, GuardedChoice.State, int>(
            new EnvironmentSpec("Guarded-v0") { MaxEpisodeSteps = 7 }, new())
        .Find("Guarded-v0");

    public static TheoryData<string> Learners => ["ppo", "a2c", "dqn", "qr-dqn"];

    [Theory]
    [MemberData(nameof(Learners))]
    public void A_mask_is_never_violated_and_what_is_left_is_learned(string id)
    {
        var learner = New(id, masked: true);
        while (learner.Steps < 12_000) learner.Learn();                   // a forbidden choice throws
        Assert.Equal(7, Evaluation.Of(learner, Guarded, new(2)).Mean);
        Evaluation.Of(learner, Guarded, new(2), new() { IsGreedy = false });
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Without_masks_the_same_policy_takes_what_is_forbidden(string id) =>
        Assert.Throws<InvalidOperationException>(New(id, masked: false).Learn);

    [Fact]
    public void A_learner_with_masks_goes_on_from_a_checkpoint_and_allocates_nothing()
    {
        Toy.MustResume(() => New("ppo", masked: true));
        var learner = New("ppo", masked: true);
        learner.Learn();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5; i++) learner.Learn();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void In_the_taxi_nothing_is_picked_up_or_dropped_where_that_is_not_possible()
    {
        var taxi = EnvironmentRegistry.Standard.Find("Taxi-v4");
        var options = new PpoOptions { Environments = 4, RolloutSteps = 64, Epochs = 1, Hidden = [] };
        var learner = Ppo.Create(taxi, options, new(1), 1_000);
        learner.Learn();
        var result = Evaluation.Of(learner, taxi, new(1), new() { IsGreedy = false, Episodes = 20 });
        Assert.All(result.Returns.Zip(result.Lengths), pair => Assert.True(
            pair.First == -pair.Second || pair.First == 21 - pair.Second));     // −1 a step, 20 in the last one, and never −10
    }

    [Theory]
    [InlineData(Autoreset.SameStep)]
    [InlineData(Autoreset.NextStep)]
    [InlineData(Autoreset.Disabled)]
    public void A_batch_shows_the_masks_of_what_it_shows(Autoreset autoreset)
    {
        var environments = (IVectorEnvironment<int>)Guarded.MakeVector(3, autoreset);
        environments.Reset(5);
        for (var t = 0; t < 30; t++)
        {
            var actions = new int[3];
            for (var i = 0; i < 3; i++)
            {
                var mask = environments.ActionMasks.Slice(i * 4, 4);
                for (var choice = 0; choice < 4; choice++)
                    if (!environments.Terminated[i] && !environments.Truncated[i])
                        Assert.Equal(environments.Observations[(i * 4) + choice] == 1, mask[choice]);
                actions[i] = mask.IndexOf(true);
            }

            environments.Step(actions);
            if (autoreset == Autoreset.Disabled && t % 10 == 9) environments.Reset();
        }
    }

    [Fact]
    public void A_state_without_any_choice_is_named()
    {
        var environments = new SimulationBatch<GuardedChoice, GuardedChoice.State, int>(new(FromRound: 2), 1);
        environments.Reset(1);
        environments.Step([environments.ActionMasks.IndexOf(true)]);
        var failure = Assert.Throws<BadInputException>(
            () => environments.Step([environments.ActionMasks.IndexOf(true)]));
        Assert.Equal(
            "GuardedChoice allows no action in step 3 of environment 0; it must allow at least one.", failure.Message);
    }

    private static ILearner New(string id, bool masked) => id switch
    {
        "ppo" => Ppo.Create(
            Guarded, new()
            {
                Environments = 4, RolloutSteps = 32, BatchSize = 32, Epochs = 4, Hidden = [16], MaskActions = masked,
                StepSize = Schedule.Constant(0.01),
            }, new(1), 12_000),
        "a2c" => AdvantageActorCritic.Create(
            Guarded, new()
            {
                Environments = 8, RolloutSteps = 16, Hidden = [16], MaskActions = masked,
                StepSize = Schedule.Constant(0.02),
            }, new(1), 12_000),
        "dqn" => Dqn.Create(
            Guarded, new()
            {
                Environments = 4, Hidden = [32], TargetEvery = 100, Gamma = 0.5, MaskActions = masked, Double = true,
                StepSize = Schedule.Constant(0.01),
            }, new(1), 12_000),
        _ => QuantileDqn.Create(
            Guarded, new()
            {
                Environments = 4, Hidden = [32], TargetEvery = 100, Gamma = 0.5, MaskActions = masked, Quantiles = 5,
                StepSize = Schedule.Constant(0.01), ExplorationFraction = 0.2,
            }, new(1), 12_000),
    };

    /// <summary>Some of four choices are shown; the last of them is rewarded, and one that is not shown is no
    /// choice.</summary>
    private readonly record struct GuardedChoice(int FromRound = int.MaxValue)
        : IDynamics<GuardedChoice.State, int>, IMaskedDynamics<GuardedChoice.State>
    {
        public Space ObservationSpace => new Box(0, 1, 4);

        public Space ActionSpace => new Discrete(4);

        public void Allow(in State state, Span<bool> allowed)
        {
            for (var choice = 0; choice < 4; choice++)
                allowed[choice] = state.Round < (FromRound == 0 ? int.MaxValue : FromRound) && state.Has(choice);
        }

        public State Reset(ref Rng rng) => new(1 + rng.NextInt32(15), 0);

        public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng)
        {
            if (!state.Has(action[0])) throw new InvalidOperationException("That choice is none.");
            var reward = state.Set >> (action[0] + 1) == 0 ? 1 : 0;
            state = new(1 + rng.NextInt32(15), state.Round + 1);
            return new(reward, Terminated: false);
        }

        public void Observe(in State state, Span<float> observation)
        {
            for (var choice = 0; choice < 4; choice++) observation[choice] = state.Has(choice) ? 1 : 0;
        }

        public void Draw(in State state, ICanvas canvas) { }

        /// <param name="Set">A bit for each choice, at least one.</param>
        /// <param name="Round">Steps taken.</param>
        internal readonly record struct State(int Set, int Round)
        {
            public bool Has(int choice) => (Set >> choice & 1) == 1;
        }
    }
}
