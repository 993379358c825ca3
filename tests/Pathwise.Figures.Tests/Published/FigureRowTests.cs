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
}
