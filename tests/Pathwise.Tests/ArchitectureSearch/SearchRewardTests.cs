using Pathwise.ArchitectureSearch;

namespace Pathwise.Tests.ArchitectureSearch;

public sealed class SearchRewardTests
{
    private static readonly double[] Costs = [50e6, 200e6, 400e6, 401e6, 900e6, 3e9],
        Accuracies = [0.61, 0.66, 0.7, 0.71, 0.74, 0.79];

    [Fact]
    public void The_lectures_form_makes_twice_the_cost_worth_five_per_cent()
    {
        var reward = new SearchReward(new() { Form = RewardForm.Soft });
        Assert.Equal(0.7, reward.Of(0.7, 400e6), 12);
        Assert.Equal(0.7 * Math.Pow(2, -0.07), reward.Of(0.7, 800e6), 12);
        Assert.Equal(1.05, reward.Of(0.7, 400e6) / reward.Of(0.7, 800e6), 2);
    }

    [Theory]
    [InlineData(RewardForm.Accuracy, 800e6, 0.7)]
    [InlineData(RewardForm.Hard, 200e6, 0.7)]
    [InlineData(RewardForm.Hard, 800e6, 0.35)]
    [InlineData(RewardForm.Asymmetric, 200e6, 0.7 * 1.4142135623730951)]
    [InlineData(RewardForm.Asymmetric, 800e6, 0.175)]
    [InlineData(RewardForm.Constrained, 400e6, 0.7)]
    [InlineData(RewardForm.Constrained, 600e6, -0.5)]
    [InlineData(RewardForm.Constrained, 9e9, -1)]
    public void Each_form_is_its_formula(RewardForm form, double cost, double expected) => Assert.Equal(
        expected, new SearchReward(new() { Form = form, Exponent = 2, ExponentBelow = 0.5 }).Of(0.7, cost), 12);

    [Fact]
    public void The_logarithmic_form_subtracts_a_share_for_each_doubling() => Assert.Equal(
        0.7 - (0.07 * Math.Log(2)), new SearchReward(new() { Form = RewardForm.Logarithmic }).Of(0.7, 800e6), 12);

    [Theory]
    [InlineData(RewardForm.Soft, true)]
    [InlineData(RewardForm.Logarithmic, true)]
    [InlineData(RewardForm.Hard, false)]
    [InlineData(RewardForm.Constrained, false)]
    public void The_target_changes_a_ranking_only_where_nothing_says_otherwise(RewardForm form, bool isOnlyScale)
    {
        var rankings = new double[] { 20e6, 400e6, 5e9 }
            .Select(target => new SearchReward(new() { Form = form, Target = target }))
            .Select(reward => string.Join(
                ' ', Enumerable.Range(0, Costs.Length).OrderBy(i => reward.Of(Accuracies[i], Costs[i]))));
        Assert.Equal(isOnlyScale, rankings.Distinct().Count() == 1);
        Assert.Equal(isOnlyScale, new SearchReward(new() { Form = form }).Remark is not null);
    }

    [Fact]
    public void Equal_exponents_are_told_apart_from_different_ones()
    {
        Assert.Contains("T^0.07", new SearchReward(
            new() { Form = RewardForm.Asymmetric, ExponentBelow = 0.07 }).Remark, StringComparison.Ordinal);
        Assert.Null(new SearchReward(new() { Form = RewardForm.Asymmetric }).Remark);
    }

    [Fact]
    public void A_child_that_was_not_trained_has_the_stated_reward()
    {
        var reward = new SearchReward(new() { Form = RewardForm.Soft, OfFailure = -0.25 });
        Assert.Equal(-0.25, reward.Of(ChildResult.Failed("No memory.")));
        Assert.Equal(-0.25, reward.Of(new ChildResult(ChildStatus.Diverged, 0, 1, 1)));
    }

    [Fact]
    public void A_cost_that_nobody_measures_is_refused()
    {
        var reward = new SearchReward(new() { Form = RewardForm.Hard, Cost = CostKind.Latency });
        var e = Assert.Throws<BadInputException>(() => reward.Of(new ChildResult(ChildStatus.Trained, 0.5, 10, 10)));
        Assert.Contains("latency", e.Message, StringComparison.Ordinal);
    }
}
