using Pathwise.Figures.Drawing;

namespace Pathwise.Figures.Tests.Drawing;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(500, "500")]
    [InlineData(5000, "5000")]
    [InlineData(100_000, "100k")]
    [InlineData(12_500, "12.5k")]
    [InlineData(2_500_000, "2.5M")]
    [InlineData(-80, "−80")]
    [InlineData(0.1, "0.1")]
    public void Numbers_have_short_names(double value, string name) => Assert.Equal(name, Ticks.Name(value));

    [Fact]
    public void Ticks_are_round_and_inside() =>
        Assert.Equal([0, 20_000, 40_000, 60_000, 80_000, 100_000], Ticks.Between(0, 100_500, 7));

    [Fact]
    public void An_end_that_is_round_has_a_tick() => Assert.Equal([-80, -60, -40, -20], Ticks.Between(-80, -20, 4));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1.1, 2)]
    [InlineData(3, 5)]
    [InlineData(7, 10)]
    [InlineData(0.03, 0.05)]
    public void Steps_are_one_two_or_five(double length, double step) => Assert.Equal(step, Ticks.RoundStep(length), 12);
}
