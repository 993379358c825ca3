using Pathwise.Bandits;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.Bandits;

public sealed class BestArmProbabilitiesTests
{
    [Theory]
    [InlineData(0, 1, 0, 1)]
    [InlineData(0.3, 1, -0.2, 2)]
    [InlineData(1, 1e-6, 0, 1)]
    [InlineData(0, 1, 1, 1e-6)]
    [InlineData(5, 0.1, 0, 0.1)]
    [InlineData(0, 3, 8, 1e-3)]
    [InlineData(0, 0, 1, 2)]
    public void Of_two_numbers_it_is_the_normal_distribution_of_their_difference(double m1, double s1, double m2, double s2)
    {
        var exact = StandardNormal.Cumulative((m1 - m2) / Math.Sqrt((s1 * s1) + (s2 * s2)));
        Assert.Equal(exact, Probabilities([m1, m2], [s1, s2])[0], 1e-9);
        Assert.Equal(1 - exact, Probabilities([m1, m2], [s1, s2])[1], 1e-9);
    }

    [Fact]
    public void Of_many_numbers_it_is_what_a_fine_grid_gives()
    {
        var rng = new Rng(1);
        for (var trial = 0; trial < 10; trial++)
        {
            var arms = 2 + rng.NextInt32(9);
            var means = Enumerable.Range(0, arms).Select(_ => rng.NextNormal()).ToArray();
            var deviations = Enumerable.Range(0, arms).Select(_ => Math.Pow(10, rng.NextUniform(-2.5, 0.5))).ToArray();
            var probabilities = Probabilities(means, deviations);

            Assert.Equal(1, probabilities.Sum(), 1e-8);
            for (var a = 0; a < arms; a++) Assert.Equal(ByGrid(a, means, deviations), probabilities[a], 1e-8);
        }
    }

    [Fact]
    public void Equal_numbers_are_equally_likely_and_those_left_out_are_not_chosen()
    {
        Assert.All(Probabilities([1, 1, 1], [2, 2, 2]), p => Assert.Equal(1 / 3.0, p, 1e-9));
        Assert.Equal([0.5, 0, 0.5], Probabilities([1, 0, 1], [0, 0, 0]), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([0.5, 0, 0.5], Probabilities([0, double.NegativeInfinity, 0], [1, 1, 1]), (a, b) => Math.Abs(a - b) < 1e-9);
        // Two certain ones share what the third leaves: Φ(0)/2 each.
        Assert.Equal([0.25, 0.25, 0.5], Probabilities([0, 0, 0], [0, 0, 1]), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    private static double[] Probabilities(double[] means, double[] deviations)
    {
        var probabilities = new double[means.Length];
        BestArmProbabilities.Compute(
            new NormalPosteriors(means, deviations), [.. means.Select(double.IsFinite)], probabilities);
        return probabilities;
    }

    /// <summary>The midpoint rule over ±9 deviations of the arm's own, 20,000 points.</summary>
    private static double ByGrid(int arm, double[] means, double[] deviations)
    {
        const int Points = 20_000;
        var (sum, step) = (0.0, 18.0 / Points);
        for (var i = 0; i < Points; i++)
        {
            var z = -9 + ((i + 0.5) * step);
            var product = StandardNormal.Density(z);
            for (var b = 0; b < means.Length && product > 1e-18; b++)
                if (b != arm) product *= StandardNormal.Cumulative((means[arm] + (deviations[arm] * z) - means[b]) / deviations[b]);
            sum += product;
        }

        return sum * step;
    }
}
