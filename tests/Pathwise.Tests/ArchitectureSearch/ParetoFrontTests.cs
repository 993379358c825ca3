using CsCheck;
using Pathwise.ArchitectureSearch;

namespace Pathwise.Tests.ArchitectureSearch;

public sealed class ParetoFrontTests
{
    [Fact]
    public void A_few_points_give_the_front_and_the_area_by_hand()
    {
        double[] costs = [4, 1, 2, 2, 3], accuracies = [0.9, 0.5, 0.7, 0.6, 0.7];
        Assert.Equal([1, 2, 0], ParetoFront.Of(costs, accuracies));
        Assert.Equal(((1 * 0.5) + (2 * 0.7) + (4 * 0.9)) / 8, ParetoFront.Hypervolume(costs, accuracies, 8), 12);
        Assert.Equal(((1 * 0.5) + (1 * 0.7)) / 3, ParetoFront.Hypervolume(costs, accuracies, 3), 12);
        Assert.Empty(ParetoFront.Of([], []));
    }

    [Fact]
    public void Nothing_beats_a_point_of_the_front_and_something_each_other_one()
    {
        var points = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9]).Array[0, 30];
        points.Sample(
            drawn =>
            {
                double[] costs = [.. drawn.Select(point => (double)point.Item1)],
                    accuracies = [.. drawn.Select(point => (double)point.Item2)];
                var front = ParetoFront.Of(costs, accuracies);
                for (var i = 0; i < drawn.Length; i++)
                {
                    var isBeaten = Enumerable.Range(0, drawn.Length).Any(
                        j => costs[j] <= costs[i] && accuracies[j] >= accuracies[i]
                        && (costs[j] < costs[i] || accuracies[j] > accuracies[i]));
                    var hasEqual = front.Any(j => (costs[j], accuracies[j]) == (costs[i], accuracies[i]));
                    Assert.Equal(!isBeaten, hasEqual);
                }
            },
            iter: 200);
    }
}
