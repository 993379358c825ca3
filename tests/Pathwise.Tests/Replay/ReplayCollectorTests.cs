using Pathwise.Environments;
using Pathwise.Randomness;
using Pathwise.Replay;
using Pathwise.Tests.Numerics;

namespace Pathwise.Tests.Replay;

public sealed class ReplayCollectorTests
{
    private const int Limit = 7;

    private static readonly EnvironmentSpec Spec = new("Stairs-v0") { MaxEpisodeSteps = Limit };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_step_is_a_transition_and_none_crosses_an_episode(int environments)
    {
        var collector = New(environments, steps: 50);
        collector.Collect(new Coin());
        var batch = All(collector.Memory);
        Assert.Equal(50 * environments, batch.Rows);

        var (terminated, truncated) = (0, 0);
        for (var i = 0; i < batch.Rows; i++)
        {
            var (t, next) = (batch.Observations[i], batch.Next[i]);
            Assert.Equal(t + 1, next);                                      // the final observation, not the new episode's
            Assert.Equal(10 * (t + 1), batch.Rewards[i]);
            var falls = t >= 3 && batch.Actions[i] == 1;
            Assert.Equal(falls ? 0 : 0.5f, batch.Discounts[i]);             // truncation bootstraps
            if (falls) terminated++;
            else if (next == Limit) truncated++;
        }

        Assert.True(terminated > 0 && truncated > 0);
        Assert.Equal(terminated + truncated, collector.Ended);
        Assert.Equal(collector.Ended, collector.Episodes);
        Assert.Equal(50 * environments, collector.Steps);
    }

    [Fact]
    public void The_start_is_random_and_then_the_behaviour_acts()
    {
        var collector = New(environments: 2, steps: 100, plan => plan with { LearningStarts = 100 });
        var climb = new Climb();
        collector.Collect(climb);
        Assert.Equal(50, climb.Calls);                                      // 50 steps of both are random
        Assert.True(collector.MayLearn);
        var batch = All(collector.Memory);
        Assert.InRange(batch.Actions[..100].Count(1), 30, 70);              // 4 s.e. of 100 fair coins are 20
        Assert.Equal(0, batch.Actions[100..].Count(1));
    }

    [Fact]
    public void Learning_may_begin_when_more_steps_than_the_start_are_there()
    {
        var collector = New(environments: 1, steps: 4, plan => plan with { LearningStarts = 8 });
        Assert.Equal([false, false, true], new bool[3].Select(_ =>
        {
            collector.Collect(new Coin());
            return collector.MayLearn;
        }));
    }

    [Fact]
    public void Several_steps_make_one_transition()
    {
        var collector = New(environments: 2, steps: 70, plan => plan with { TransitionSteps = 3 });
        collector.Collect(new Climb());                                     // every episode is truncated after 7 steps
        var batch = All(collector.Memory);
        for (var i = 0; i < batch.Rows; i++)
        {
            var t = batch.Observations[i];
            var steps = Math.Min(3, Limit - t);
            Assert.Equal(t + steps, batch.Next[i]);
            Assert.Equal(Math.Pow(0.5, steps), batch.Discounts[i]);
            var earned = Enumerable.Range(0, (int)steps).Sum(k => Math.Pow(0.5, k) * 10 * (t + k + 1));
            Assert.Equal(earned, batch.Rewards[i]);
        }
    }

    [Fact]
    public void Masks_are_kept_with_what_they_are_of_and_respected_at_random()
    {
        var environments = new SimulationBatch<Odd, int, int>(new(), 2, Spec, Autoreset.Disabled);
        var collector = new ReplayCollector<int>(
            environments, new(100, 50, 0.5) { LearningStarts = 100, IsMasked = true }, new UniformReplay(),
            new(1), new(2));
        collector.Collect(new Climb());                                     // a forbidden choice throws
        var batch = All(collector.Memory);
        for (var i = 0; i < batch.Rows; i++)
        {
            var isOdd = batch.Next[i] % 2 == 1;
            Assert.Equal([!isOdd, isOdd, true], batch.NextMasks.Slice(3 * i, 3));   // at a time limit too
        }
    }

    [Fact]
    public void Actions_are_learned_scaled_and_taken_as_they_are()
    {
        var learned = new LearnedActions(new Box([-2, 0], [2, 10]));
        var taken = new float[4];
        learned.ToSpace<float>([-1, 1, 0.5f, -3], taken);
        Assert.Equal([-2, 10, 1, 0], taken);

        var choices = new int[2];
        new LearnedActions(new Discrete(3, start: 5)).ToSpace<int>([0, 2], choices);
        Assert.Equal([5, 7], choices);
    }

    [Fact]
    public void Actions_without_bounds_or_of_several_choices_are_refused()
    {
        Assert.Throws<BadInputException>(() => new LearnedActions(new Box(float.NegativeInfinity, 1, 1)));
        Assert.Throws<BadInputException>(() => new LearnedActions(new MultiDiscrete(2, 2)));
    }

    [Fact]
    public void What_is_loaded_goes_on_as_what_was_saved()
    {
        ReplayCollector<int> Make() => New(
            environments: 2, steps: 5, plan => plan with { TransitionSteps = 3, LearningStarts = 12 });
        var (straight, first, second) = (Make(), Make(), Make());
        for (var i = 0; i < 9; i++) straight.Collect(new Coin());
        for (var i = 0; i < 4; i++) first.Collect(new Coin());
        var state = new MemoryState();
        first.Save(state);
        second.Collect(new Coin());
        second.Load(state);
        for (var i = 4; i < 9; i++) second.Collect(new Coin());

        Assert.Equal(straight.Steps, second.Steps);
        var (wanted, found) = (All(straight.Memory), All(second.Memory));
        Assert.Equal(wanted.States, found.States);
        Assert.Equal(wanted.Actions, found.Actions);
        Assert.Equal(wanted.Rewards, found.Rewards);
        Assert.Equal(wanted.Discounts, found.Discounts);
    }

    [Fact]
    public void Acting_allocates_nothing()
    {
        var (collector, coin) = (New(environments: 2, steps: 20), new Coin());
        collector.Collect(coin);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5; i++) collector.Collect(coin);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static ReplayCollector<int> New(
        int environments, int steps, Func<ReplayPlan, ReplayPlan>? change = null)
    {
        var plan = new ReplayPlan(Capacity: 1000, steps, Gamma: 0.5);
        return new(
            new SimulationBatch<Stairs, int, int>(new(), environments, Spec, Autoreset.Disabled),
            change is null ? plan : change(plan), new UniformReplay(), new(1), new(2));
    }

    private static ReplayBatch<int> All(ReplayMemory<int> memory)
    {
        var batch = memory.NewBatch(memory.Count);
        for (var i = 0; i < batch.Rows; i++) batch.Slots[i] = i;
        memory.Gather(batch);
        return batch;
    }

    /// <summary>Counts its steps t, pays 10 t, and ends where choice 1 is taken from step 3 on.</summary>
    private readonly struct Stairs : IDynamics<int, int>
    {
        public Space ObservationSpace => new Box(0, 100, 1);

        public Space ActionSpace => new Discrete(2);

        public int Reset(ref Rng rng) => 0;

        public Step Advance(ref int t, ReadOnlySpan<int> action, ref Rng rng)
        {
            var falls = t >= 3 && action[0] == 1;
            t++;
            return new(10 * t, Terminated: falls);
        }

        public void Observe(in int t, Span<float> observation) => observation[0] = t;

        public void Draw(in int t, ICanvas canvas) { }
    }

    /// <summary>Counts its steps, and allows choice 0 in even ones, 1 in odd ones, 2 always.</summary>
    private readonly struct Odd : IDynamics<int, int>, IMaskedDynamics<int>
    {
        public Space ObservationSpace => new Box(0, 100, 1);

        public Space ActionSpace => new Discrete(3);

        public int Reset(ref Rng rng) => 0;

        public Step Advance(ref int t, ReadOnlySpan<int> action, ref Rng rng)
        {
            if (action[0] != 2 && action[0] != t % 2) throw new InvalidOperationException("A forbidden choice.");
            t++;
            return new(0, Terminated: false);
        }

        public void Observe(in int t, Span<float> observation) => observation[0] = t;

        public void Allow(in int t, Span<bool> allowed) =>
            (allowed[0], allowed[1], allowed[2]) = (t % 2 == 0, t % 2 == 1, true);

        public void Draw(in int t, ICanvas canvas) { }
    }

    private sealed class Coin : IBehaviour<int>
    {
        public void Act(
            ReadOnlySpan<float> observations, ReadOnlySpan<bool> masks, Span<Rng> streams, Span<int> actions)
        {
            for (var i = 0; i < actions.Length; i++) actions[i] = streams[i].NextInt32(2);
        }
    }

    private sealed class Climb : IBehaviour<int>
    {
        public int Calls { get; private set; }

        public void Act(
            ReadOnlySpan<float> observations, ReadOnlySpan<bool> masks, Span<Rng> streams, Span<int> actions)
        {
            Calls++;
            actions.Clear();
        }
    }
}
