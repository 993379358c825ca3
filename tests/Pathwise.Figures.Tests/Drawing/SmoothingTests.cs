using Pathwise.Figures.Drawing;

namespace Pathwise.Figures.Tests.Drawing;

public sealed class SmoothingTests
{
    [Fact]
    public void Near_points_weigh_more_than_far_ones() =>      // around 5 with half a window of 4: weights ¼ ½ ¾ 1 ¾ ½ ¼
        Assert.Equal(
            [((0.25 * 8) + (0.5 * 4) + (1 * 12)) / 4],
            Smoothing.Over([0, 2, 3, 4, 5, 6, 7, 8, 10], [99, 8, 4, 0, 12, 0, 0, 0, 99], [5], 8));

    [Fact]
    public void A_straight_line_stays_as_it_is_almost_up_to_its_ends()
    {
        double[] xs = [.. Enumerable.Range(0, 101).Select(i => (double)i)];
        double[] grid = [5, 6, 10, 50, 94, 95];       // 5 is the smallest half of a window of 30
        Assert.All(grid.Zip(Smoothing.Over(xs, [.. xs.Select(x => 3 * x)], grid, 30)), pair => Assert.Equal(3 * pair.First, pair.Second, 9));
    }

    [Fact]
    public void An_empty_window_lies_between_its_neighbours() =>
        Assert.Equal([3], Smoothing.Over([0, 10], [1, 5], [5], 1));

    [Fact]
    public void A_line_between_points_goes_through_them_and_no_farther() =>
        Assert.Equal(
            [double.NaN, 4, 5, 6, 3, 0, double.NaN],
            Smoothing.Between([2, 4, 6], [4, 6, 0], [1, 2, 3, 4, 5, 6, 7]));

    [Fact]
    public void Where_a_curve_has_ended_it_says_nothing() =>
        Assert.Equal([double.NaN, 1, double.NaN], Smoothing.Over([5], [1], [0, 5, 10], 1));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 3)]
    [InlineData(0.1, 1.4)]
    [InlineData(1, 5)]
    public void Quantiles_lie_on_the_line_between_ranks(double fraction, double value) =>
        Assert.Equal(value, Smoothing.Quantile([1, 2, 3, 4, 5], fraction), 12);
}
