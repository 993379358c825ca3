using Pathwise.Replay;
using Pathwise.Tests.Numerics;

namespace Pathwise.Tests.Replay;

public sealed class NStepWindowTests
{
    private const double Gamma = 0.9;
    private const int Length = 6;

    /// <summary>n, the step that ends the episode, and whether it terminates; the closed form is the sum itself.</summary>
    public static TheoryData<int, int, bool> Ends
    {
        get
        {
            var ends = new TheoryData<int, int, bool>();
            foreach (var n in new[] { 1, 2, 3, 5 })
                for (var end = 0; end < Length; end++)
                    foreach (var terminates in new[] { true, false })
                        ends.Add(n, end, terminates);
            return ends;
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Every_step_becomes_one_transition_of_the_closed_form(int n, int end, bool terminates)
    {
        // an episode of steps 0 … end, then another of Length steps that goes on
        var memory = new ReplayMemory<int>(64, 1, 1);
        var window = new NStepWindow<int>(memory, new UniformReplay(), n, Gamma);
        for (var t = 0; t <= end; t++)
            window.Add([t], [t], Reward(t), [t + 1], terminates && t == end, !terminates && t == end);
        Assert.Equal(end + 1, memory.Count);                                                 // all of them, at once
        for (var t = 0; t < Length; t++) window.Add([100 + t], [t], 1, [101 + t], false, false);
        Assert.Equal(end + 1 + Math.Max(0, Length - n + 1), memory.Count);

        var batch = memory.NewBatch(memory.Count);
        for (var i = 0; i < batch.Rows; i++) batch.Slots[i] = i;
        memory.Gather(batch);
        for (var t = 0; t <= end; t++)
        {
            var steps = Math.Min(n, end + 1 - t);
            var meetsEnd = t + steps == end + 1;
            Assert.Equal(t, batch.Observations[t]);
            Assert.Equal(t, batch.Actions[t]);
            var earned = Enumerable.Range(0, steps).Sum(k => Math.Pow(Gamma, k) * Reward(t + k));
            Assert.Equal(earned, batch.Rewards[t], 1e-5);
            Assert.Equal(t + steps, batch.Next[t]);
            Assert.Equal(meetsEnd && terminates ? 0 : Math.Pow(Gamma, steps), batch.Discounts[t], 1e-6);
        }

        for (var i = end + 1; i < batch.Rows; i++)                                           // the episode that goes on
        {
            Assert.Equal(batch.Observations[i] + n, batch.Next[i]);
            Assert.Equal((1 - Math.Pow(Gamma, n)) / (1 - Gamma), batch.Rewards[i], 1e-5);
            Assert.Equal(Math.Pow(Gamma, n), batch.Discounts[i], 1e-6);
        }
    }

    [Fact]
    public void A_window_that_is_loaded_goes_on_as_the_one_that_was_saved()
    {
        var (memory, other) = (new ReplayMemory<int>(64, 1, 1), new ReplayMemory<int>(64, 1, 1));
        var saved = new NStepWindow<int>(memory, new UniformReplay(), 3, Gamma);
        var loaded = new NStepWindow<int>(other, new UniformReplay(), 3, Gamma);
        for (var t = 0; t < 5; t++) saved.Add([t], [t], Reward(t), [t + 1], false, false);
        loaded.Add([77], [7], 7, [78], false, false);
        var (state, memories) = (new MemoryState(), new MemoryState());
        saved.Save(state);
        memory.Save(memories);
        loaded.Load(state);
        other.Load(memories);

        for (var t = 5; t < 9; t++)
        {
            saved.Add([t], [t], Reward(t), [t + 1], t == 7, false);
            loaded.Add([t], [t], Reward(t), [t + 1], t == 7, false);
        }

        var (straight, again) = (new MemoryState(), new MemoryState());
        memory.Save(straight);
        other.Save(again);
        Assert.Equal(straight.ReadAll<float>("rewards"), again.ReadAll<float>("rewards"));
        Assert.Equal(straight.ReadAll<float>("next"), again.ReadAll<float>("next"));
        Assert.Equal(straight.ReadAll<float>("discounts"), again.ReadAll<float>("discounts"));
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        var window = new NStepWindow<int>(new ReplayMemory<int>(64, 1, 1), new UniformReplay(), 3, Gamma);
        for (var t = 0; t < 9; t++) window.Add([t], [t], 1, [t + 1], t % 4 == 3, false);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < 100; t++) window.Add([t], [t], 1, [t + 1], t % 7 == 6, t % 5 == 4);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static double Reward(int t) => 1 + (0.5 * t * t);
}
