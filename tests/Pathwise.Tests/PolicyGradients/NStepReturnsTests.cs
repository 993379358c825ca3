using Pathwise.PolicyGradients;

namespace Pathwise.Tests.PolicyGradients;

public sealed class NStepReturnsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void They_are_the_sum_of_n_rewards_and_what_is_left(int n)
    {
        const double Gamma = 0.9;
        var rollout = new RandomRollout(environments: 3, steps: 40, seed: 1);
        var returns = new double[rollout.Rows];
        rollout.Returns(Gamma, n, returns);

        for (var row = 0; row < rollout.Rows; row++)
        {
            var seen = rollout.ToTheEnd(row).Take(n).ToArray();
            var expected = seen.Select((k, i) => Math.Pow(Gamma, i) * rollout.Rewards[k]).Sum();
            expected += Math.Pow(Gamma, seen.Length) * rollout.Next(seen[^1]);
            Assert.Equal(expected, returns[row], 1e-12);
        }
    }

    [Fact]
    public void With_reward_one_and_the_true_value_every_n_gives_the_true_value()
    {
        const double Gamma = 0.98, Value = 1 / (1 - Gamma);
        double[] rewards = [1, 1, 1, 1], values = [Value, Value, Value, Value], returns = new double[4];
        bool[] ends = [false, true, false, true];
        for (var n = 1; n <= 5; n++)
        {
            NStepReturns.Compute(rewards, values, ends, [0, Value, 0, Value], 1, Gamma, n, returns);
            foreach (var g in returns) Assert.Equal(Value, g, 10);
        }
    }

    [Fact]
    public void No_step_is_no_return() => Assert.Throws<ArgumentOutOfRangeException>(
        () => NStepReturns.Compute([1], [1], [true], [0], 1, 1, 0, new double[1]));
}
