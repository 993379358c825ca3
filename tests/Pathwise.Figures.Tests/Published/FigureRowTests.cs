using Pathwise.Figures.Published;

namespace Pathwise.Figures.Tests.Published;

public sealed class FigureRowTests
{
    [Theory]
    [InlineData(-12.0, true)]
    [InlineData(-14.0, true)]      // 2 away, four times √(0.3² + 0.4²) = 2
    [InlineData(-14.01, false)]
    [InlineData(-9.99, false)]
    [InlineData(double.NaN, false)]
    public void Four_combined_standard_errors_are_within(double here, bool within) =>
        Assert.Equal(within, new FigureRow("a mean", here, 0.3, -12, 0.4).Within);

    [Theory]
    [InlineData(-14.1, true)]
    [InlineData(-14.05, true)]      // half of the last digit away
    [InlineData(-14.15, true)]
    [InlineData(-14.16, false)]
    [InlineData(double.NaN, false)]
    public void A_printed_number_is_met_to_half_of_its_last_digit(double here, bool within) =>
        Assert.Equal(within, FigureRow.Exact("a value", here, printed: -14.1, tolerance: 0.05).Within);

    [Theory]
    [InlineData(556, true)]
    [InlineData(700, true)]
    [InlineData(555.9, false)]
    [InlineData(double.NaN, false)]
    public void A_bar_is_reached_from_above(double here, bool within) =>
        Assert.Equal(within, FigureRow.AtLeast("a bound", here, standardError: 100, bar: 556).Within);

    [Theory]
    [InlineData(93, true)]
    [InlineData(91.6, true)]
    [InlineData(93.1, false)]
    [InlineData(double.NaN, false)]
    public void A_bar_is_not_passed(double here, bool within) =>
        Assert.Equal(within, FigureRow.AtMost("a loss", here, standardError: 100, bar: 93).Within);

    [Fact]
    public void A_number_alone_has_to_be_finite()
    {
        Assert.True(FigureRow.Alone("a number", 1, 0).Within);
        Assert.False(FigureRow.Alone("a number", double.PositiveInfinity, 0).Within);
        Assert.False(FigureRow.Alone("a number", 1, 0).HasVerdict);
        Assert.True(FigureRow.Alone("a number", double.PositiveInfinity, 0).HasVerdict);
        Assert.True(FigureRow.AtMost("a loss", 1, 0, bar: 2).HasVerdict);
    }
}
