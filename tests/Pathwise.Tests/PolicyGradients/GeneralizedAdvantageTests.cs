using Pathwise.PolicyGradients;

namespace Pathwise.Tests.PolicyGradients;

public sealed class GeneralizedAdvantageTests
{
    public static TheoryData<double, double> Discounts => new()
    {
        { 1, 1 }, { 1, 0.9 }, { 0.99, 1 }, { 0.99, 0.9 }, { 0.99, 0 }, { 0.9, 0.5 }, { 0, 1 },
    };

    [Theory]
    [MemberData(nameof(Discounts))]
    public void It_is_the_double_sum_over_one_step_errors(double gamma, double lambda)
    {
        var rollout = new RandomRollout(environments: 3, steps: 40, seed: 1);
        var advantages = new double[rollout.Rows];
        rollout.GeneralizedAdvantages(gamma, lambda, advantages);

        for (var row = 0; row < rollout.Rows; row++)
        {
            var (expected, weight) = (0.0, 1.0);
            foreach (var k in rollout.ToTheEnd(row))
            {
                expected += weight * (rollout.Rewards[k] + (gamma * rollout.Next(k)) - rollout.Values[k]);
                weight *= gamma * lambda;
            }

            Assert.Equal(expected, advantages[row], 1e-12);
        }
    }

    [Theory]
    [InlineData(0.99, 0.9)]
    [InlineData(1, 0.5)]
    public void It_is_the_weighted_mean_of_n_step_advantages(double gamma, double lambda)
    {
        var rollout = new RandomRollout(environments: 2, steps: 30, seed: 2);
        double[] advantages = new double[60], returns = new double[60], mean = new double[60];
        rollout.GeneralizedAdvantages(gamma, lambda, advantages);

        var rest = 1.0;                                                  // what is left of the weights, λ^{n−1}
        for (var n = 1; n <= 30; n++)
        {
            rollout.Returns(gamma, n, returns);
            var weight = n < 30 ? (1 - lambda) * rest : rest;            // from the end on, all n-step returns are one
            for (var row = 0; row < rollout.Rows; row++) mean[row] += weight * (returns[row] - rollout.Values[row]);
            rest *= lambda;
        }

        for (var row = 0; row < rollout.Rows; row++) Assert.Equal(mean[row], advantages[row], 1e-12);
    }

    [Theory] // Stable-Baselines3's test: reward 1, value 1 or 0, an episode that ends, or does not, within the rollout
    [InlineData(1, 1, 0)]
    [InlineData(0.99, 0.9, 0)]
    [InlineData(0.99, 0.9, 1)]
    public void A_cut_bootstraps_and_a_termination_does_not(double gamma, double lambda, double value)
    {
        var terminated = Single(gamma, lambda, value, endValue: 0);
        var cut = Single(gamma, lambda, value, endValue: value);
        for (var t = 0; t < 3; t++)
            Assert.Equal(gamma * Math.Pow(gamma * lambda, 2 - t) * value, cut[t] - terminated[t], 12);

        static double[] Single(double gamma, double lambda, double value, double endValue)
        {
            var advantages = new double[3];
            GeneralizedAdvantage.Compute(
                [1, 1, 1], [value, value, value], [false, false, true], [0, 0, endValue], 1, gamma, lambda, advantages);
            return advantages;
        }
    }

    [Fact]
    public void An_end_keeps_what_follows_out()
    {
        double[] advantages = new double[4], alone = new double[2];
        GeneralizedAdvantage.Compute(
            [1, 2, 99, 99], [3, 4, 99, 99], [false, true, false, true], [0, 5, 0, 99], 1, 0.9, 0.8, advantages);
        GeneralizedAdvantage.Compute([1, 2], [3, 4], [false, true], [0, 5], 1, 0.9, 0.8, alone);
        Assert.Equal(alone, advantages[..2]);
    }

    [Fact]
    public void What_is_no_rollout_is_refused()
    {
        var room = new double[2];
        Assert.Throws<ArgumentException>(
            () => GeneralizedAdvantage.Compute([1, 1], [1], [false, true], [0, 0], 1, 1, 1, room));
        Assert.Throws<ArgumentException>(
            () => GeneralizedAdvantage.Compute([1, 1], [1, 1], [false, false], [0, 0], 1, 1, 1, room));
        Assert.Throws<ArgumentException>(
            () => GeneralizedAdvantage.Compute([1, 1], [1, 1], [true, true], [0, 0], 3, 1, 1, room));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => GeneralizedAdvantage.Compute([1, 1], [1, 1], [true, true], [0, 0], 0, 1, 1, room));
    }
}
