using Pathwise.Replay;
using Pathwise.Tests.Numerics;

namespace Pathwise.Tests.Replay;

public sealed class ReplayMemoryTests
{
    [Fact]
    public void The_newest_takes_the_place_of_the_oldest()
    {
        var memory = new ReplayMemory<int>(capacity: 4, observationSize: 2, actionSize: 1);
        for (var t = 0; t < 11; t++)
        {
            Assert.Equal(t % 4, AddStep(memory, t));
            Assert.Equal(Math.Min(t + 1, 4), memory.Count);
        }

        // after 11 transitions, slots 0 … 3 hold steps 8, 9, 10 and 7
        var batch = memory.NewBatch(4);
        (batch.Slots[0], batch.Slots[1], batch.Slots[2], batch.Slots[3]) = (3, 0, 2, 1);
        memory.Gather(batch);
        Assert.Equal([7, 70, 8, 80, 10, 100, 9, 90], batch.Observations);
        Assert.Equal([8, 80, 9, 90, 11, 110, 10, 100], batch.Next);
        Assert.Equal([7, 8, 10, 9], batch.Actions);
        Assert.Equal([-7, -8, -10, -9], batch.Rewards);
        Assert.Equal([0.7f, 0.8f, 1.0f, 0.9f], batch.Discounts);
        Assert.Equal([1, 1, 1, 1], batch.Weights);
    }

    [Fact]
    public void Observations_and_what_followed_lie_one_after_the_other()
    {
        var memory = new ReplayMemory<float>(capacity: 3, observationSize: 1, actionSize: 2, maskSize: 2);
        memory.Add([1], [10, 11], 0, [2], 1, [true, false]);
        memory.Add([3], [12, 13], 0, [4], 1, [false, true]);
        var batch = memory.NewBatch(3);
        (batch.Slots[0], batch.Slots[1], batch.Slots[2]) = (1, 0, 1);
        memory.Gather(batch);

        Assert.Equal([3, 1, 3, 4, 2, 4], batch.States);
        Assert.Equal([12, 13, 10, 11, 12, 13], batch.Actions);
        Assert.Equal([false, true, true, false, false, true], batch.NextMasks);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    public void What_is_loaded_goes_on_as_what_was_saved(int stepsBefore)
    {
        var (saved, loaded) = (new ReplayMemory<int>(4, 2, 1), new ReplayMemory<int>(4, 2, 1));
        for (var t = 0; t < stepsBefore; t++) AddStep(saved, t);
        for (var t = 0; t < 3; t++) AddStep(loaded, 99 + t);
        var state = new MemoryState();
        saved.Save(state);
        loaded.Load(state);

        for (var t = 0; t < 3; t++) Assert.Equal(AddStep(saved, 20 + t), AddStep(loaded, 20 + t));
        var (straight, again) = (new MemoryState(), new MemoryState());
        saved.Save(straight);
        loaded.Save(again);
        Assert.Equal(saved.Count, loaded.Count);
        foreach (var name in new[] { "observations", "rewards", "next", "discounts" })
            Assert.Equal(straight.ReadAll<float>(name), again.ReadAll<float>(name));
        Assert.Equal(straight.ReadAll<int>("actions"), again.ReadAll<int>("actions"));
        Assert.Equal(saved.Count, straight.ReadAll<float>("rewards").Length);                 // the filled part alone
    }

    [Fact]
    public void A_memory_of_another_capacity_is_refused()
    {
        var saved = new ReplayMemory<int>(8, 2, 1);
        for (var t = 0; t < 6; t++) AddStep(saved, t);
        var state = new MemoryState();
        saved.Save(state);
        Assert.Throws<BadInputException>(() => new ReplayMemory<int>(4, 2, 1).Load(state));
    }

    [Fact]
    public void What_no_array_can_hold_is_refused_in_a_sentence()
    {
        var error = Assert.Throws<BadInputException>(() => new ReplayMemory<int>(1_000_000_000, 4, 1));
        Assert.Contains("1000000000 transitions", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Remembering_and_gathering_allocate_nothing()
    {
        var memory = new ReplayMemory<int>(4, 2, 1);
        var batch = memory.NewBatch(2);
        AddStep(memory, 0);
        memory.Gather(batch);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < 100; t++) AddStep(memory, t);
        memory.Gather(batch);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static int AddStep(ReplayMemory<int> memory, int t) =>
        memory.Add([t, 10 * t], [t], -t, [t + 1, 10 * (t + 1)], t / 10f);
}
