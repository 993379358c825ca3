using Pathwise.ArchitectureSearch.Controllers;
using Pathwise.Tests.Numerics;

namespace Pathwise.Tests.ArchitectureSearch.Controllers;

public sealed class MovingAverageBaselineTests
{
    private static readonly double[] Rewards = [0.3, 0.9, 0.2, 0.7, 0.6];

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.9)]
    [InlineData(0.95)]
    public void It_is_the_weighted_mean_of_its_definition(double momentum)
    {
        var baseline = new MovingAverageBaseline(momentum, isInclusive: false);
        Assert.Equal(0, baseline.Value);
        var advantages = new double[1];
        for (var n = 1; n <= Rewards.Length; n++)
        {
            var before = baseline.Value;
            baseline.Advantages([Rewards[n - 1]], advantages);
            var weights = Enumerable.Range(1, n).Select(i => Math.Pow(momentum, n - i)).ToArray();
            Assert.Equal(Rewards[n - 1] - before, advantages[0], 1e-15);
            Assert.Equal(weights.Zip(Rewards, (w, r) => w * r).Sum() / weights.Sum(), baseline.Value, 1e-14);
        }
    }

    /// <summary>NAS-Bench-201's: numerator and denominator are updated before the advantage is formed.</summary>
    [Fact]
    public void An_inclusive_one_has_the_reward_in_it()
    {
        var baseline = new MovingAverageBaseline(0.9, isInclusive: true);
        var (numerator, denominator, advantages) = (0.0, 0.0, new double[1]);
        foreach (var reward in Rewards)
        {
            (numerator, denominator) = ((0.9 * numerator) + (0.1 * reward), (0.9 * denominator) + 0.1);
            baseline.Advantages([reward], advantages);
            Assert.Equal(reward - (numerator / denominator), advantages[0], 1e-15);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_batch_has_one_baseline_and_leaves_what_its_rewards_one_by_one_leave(bool isInclusive)
    {
        var batch = new MovingAverageBaseline(0.8, isInclusive);
        var single = new MovingAverageBaseline(0.8, isInclusive);
        var (advantages, one) = (new double[5], new double[1]);
        batch.Advantages(Rewards, advantages);
        foreach (var reward in Rewards) single.Advantages([reward], one);

        Assert.Equal(single.Value, batch.Value);
        for (var i = 0; i < 5; i++) Assert.Equal(Rewards[i] - (isInclusive ? batch.Value : 0), advantages[i]);
    }

    [Fact]
    public void What_is_loaded_goes_on_as_what_was_saved()
    {
        var (saved, loaded) = (new MovingAverageBaseline(0.9, true), new MovingAverageBaseline(0.9, true));
        var state = new MemoryState();
        var (first, second) = (new double[5], new double[5]);
        saved.Advantages(Rewards, first);
        saved.Save(state);
        loaded.Load(state);
        saved.Advantages(Rewards, first);
        loaded.Advantages(Rewards, second);
        Assert.Equal(first, second);
    }
}
