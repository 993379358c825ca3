using Pathwise.Numerics;

namespace Pathwise.Tests.Numerics;

public sealed class StandardNormalTests
{
    // Values to 17 digits: Python's mpmath, ncdf at 50 digits.
    [Theory]
    [InlineData(-37, 5.7255712225245768e-300)]
    [InlineData(-20, 2.7536241186062337e-89)]
    [InlineData(-10, 7.6198530241605261e-24)]
    [InlineData(-8, 6.2209605742717841e-16)]
    [InlineData(-7.1, 6.2378444633315911e-13)]
    [InlineData(-7, 1.279812543885835e-12)]
    [InlineData(-5, 2.8665157187919391e-7)]
    [InlineData(-3.5, 0.00023262907903552504)]
    [InlineData(-2, 0.022750131948179207)]
    [InlineData(-1, 0.15865525393145705)]
    [InlineData(-0.5, 0.3085375387259869)]
    [InlineData(-0.001, 0.49960105778608894)]
    [InlineData(0, 0.5)]
    [InlineData(0.25, 0.59870632568292372)]
    [InlineData(1.96, 0.97500210485177956)]
    [InlineData(6, 0.99999999901341235)]
    public void The_distribution_function_is_what_it_should_be_and_has_its_inverse(double x, double probability)
    {
        Assert.Equal(probability, StandardNormal.Cumulative(x), 1e-15);
        Assert.Equal(1, StandardNormal.Cumulative(x) / probability, 1e-10);
        if (x <= 3) Assert.Equal(x, StandardNormal.Quantile(probability), 1e-10);
    }

    [Fact]
    public void The_ends_are_the_ends()
    {
        Assert.Equal((0, 1), (StandardNormal.Cumulative(double.NegativeInfinity), StandardNormal.Cumulative(double.PositiveInfinity)));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (StandardNormal.Quantile(0), StandardNormal.Quantile(1)));
        Assert.True(double.IsNaN(StandardNormal.Quantile(1.1)) && double.IsNaN(StandardNormal.Quantile(double.NaN)));
        Assert.True(double.IsNaN(StandardNormal.Cumulative(double.NaN)));
        Assert.Equal(1.959963984540054, StandardNormal.Quantile(0.975), 1e-14);
    }
}
