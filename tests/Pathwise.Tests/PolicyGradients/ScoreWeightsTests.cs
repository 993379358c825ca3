using Pathwise.PolicyGradients;

namespace Pathwise.Tests.PolicyGradients;

public sealed class ScoreWeightsTests
{
    private static readonly double[] Returns = [4, -2, 8];

    [Fact]
    public void Weights_are_returns_over_the_number_of_episodes() =>
        Assert.Equal([2, -1, 4], Weights(new(), episodes: 2));

    [Fact]
    public void The_discount_counts_only_if_it_is_asked_for()
    {
        var options = new ReinforceOptions { Gamma = 0.5 };
        Assert.Equal([4, -2, 8], Weights(options, episodes: 1));
        Assert.Equal([4, -1, 2], Weights(options with { DiscountGradient = true }, episodes: 1));
    }

    [Fact]
    public void Normalised_weights_have_mean_0_and_variance_1()
    {
        var weights = Weights(new() { Normalize = true }, episodes: 1);
        Assert.Equal(0, weights.Average(), 12);
        Assert.Equal(1, weights.Average(w => w * w), 6);
    }

    [Fact]
    public void Equal_numbers_normalise_to_zero()
    {
        double[] same = [3, 3, 3];
        Standardization.Apply(same);
        Assert.Equal([0, 0, 0], same);
    }

    private static double[] Weights(ReinforceOptions options, int episodes)
    {
        var weights = new double[3];
        ScoreWeights.Compute(Returns, [0, 1, 2], episodes, options, weights);
        return weights;
    }
}
