using Pathwise.PolicyGradients;

namespace Pathwise.Tests.PolicyGradients;

public sealed class MonteCarloReturnsTests
{
    [Fact]
    public void The_book_s_exercise_comes_out() // Sutton & Barto (2018), exercise 3.8: γ = 0.5, R = −1, 2, 6, 3, 2
    {
        var returns = new double[5];
        MonteCarloReturns.Compute([-1, 2, 6, 3, 2], [0, 0, 0, 0, 0], 0.5, [0], returns);
        Assert.Equal([2, 6, 8, 4, 2], returns);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.9)]
    public void Interleaved_episodes_of_different_lengths_equal_the_double_sum(double gamma)
    {
        double[][] rewards = [[1, -2, 0.5, 4], [3], [-1, 7]];
        double[] tails = [10, 0, -5];
        var rows = Enumerable.Range(0, 4).SelectMany(t => Enumerable.Range(0, 3).Where(e => t < rewards[e].Length).Select(e => (t, e))).ToArray();
        var returns = new double[rows.Length];

        MonteCarloReturns.Compute(
            [.. rows.Select(row => rewards[row.e][row.t])], [.. rows.Select(row => row.e)], gamma, [.. tails], returns);

        for (var i = 0; i < rows.Length; i++)
        {
            var (t, e) = rows[i];
            var length = rewards[e].Length;
            var expected = Math.Pow(gamma, length - t) * tails[e];
            for (var k = t; k < length; k++) expected += Math.Pow(gamma, k - t) * rewards[e][k];
            Assert.Equal(expected, returns[i], 12);
        }
    }
}
