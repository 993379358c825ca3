using Pathwise.Figures.Drawing;

namespace Pathwise.Figures.Tests.Drawing;

public sealed class SmoothingTests
{
    [Fact]
    public void A_window_takes_the_mean_of_its_points() =>
        Assert.Equal([1.5, 2.5, 4], Smoothing.Over([0, 1, 2, 3], [1, 2, 3, 5], [0.5, 1.5, 2.5], 1));

    [Fact]
    public void An_empty_window_lies_between_its_neighbours() =>
        Assert.Equal([3], Smoothing.Over([0, 10], [1, 5], [5], 1));

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
