using Pathwise.Environments;
using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.ValueLearning.Deep;

namespace Pathwise.Tests.ValueLearning.Deep;

public sealed class EpsilonGreedyTests
{
    [Theory]
    [InlineData(new[] { 1f, 3, 2 }, 1)]
    [InlineData(new[] { 2f, 2, 1 }, 0)]
    [InlineData(new[] { float.NaN, 1, 2 }, 2)]
    [InlineData(new[] { -5f, -7, -6 }, 0)]
    public void The_first_greatest_value_is_chosen(float[] values, int best) =>
        Assert.Equal(best, GreedyChoice.Of(values));

    [Fact]
    public void A_mask_and_several_numbers_an_action_are_respected()
    {
        Assert.Equal(2, GreedyChoice.Of([1, 3, 2], 1, [true, false, true]));
        Assert.Equal(1, GreedyChoice.Of([9, 0, 5, 5, 4, 4], 2));
        Assert.Equal(2, GreedyChoice.Of([float.NaN, float.NaN, float.NaN], 1, [false, false, true]));
    }

    [Fact]
    public void Random_actions_are_as_frequent_as_epsilon_and_evenly_spread()
    {
        const int Draws = 20_000;
        const double Epsilon = 0.3;
        var policy = new EpsilonGreedy(Values(), new Discrete(3), Draws) { Epsilon = Epsilon };
        var actions = new int[Draws];
        policy.Act(new float[Draws], [], Streams(Draws), actions);

        double[] wanted = [Epsilon / 3, 1 - (2 * Epsilon / 3), Epsilon / 3];                  // 1 is greedy
        for (var a = 0; a < 3; a++)
            Assert.Equal(Draws * wanted[a], actions.Count(x => x == a),
                4 * Math.Sqrt(Draws * wanted[a] * (1 - wanted[a])));                          // 4 s.e.
    }

    [Fact]
    public void Nothing_is_drawn_without_epsilon_and_no_masked_action_is_ever_taken()
    {
        var (streams, actions) = (Streams(100), new int[100]);
        var policy = new EpsilonGreedy(Values(), new Discrete(3), 100);
        policy.Act(new float[100], [], streams, actions);
        Assert.All(actions, action => Assert.Equal(1, action));
        Assert.Equal(Streams(100), streams);

        var masks = Enumerable.Range(0, 300).Select(i => i % 3 != 1).ToArray();
        policy.Epsilon = 0.5;
        policy.Act(new float[100], masks, streams, actions);
        Assert.DoesNotContain(1, actions);
        Assert.Contains(0, actions);
        Assert.Contains(2, actions);
    }

    private static DeepActionValues Values()
    {
        var network = new Mlp([1, 3]);
        network.Parameters[^2] = 1;
        return new(network, new Mlp([1, 3]), new HuberLoss(), new Sgd(6), double.PositiveInfinity, 1);
    }

    private static Rng[] Streams(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Rng(new SeedSequence(5).Child(i)))];
}
