using System.Runtime.Intrinsics;
using Pathwise.Numerics;

namespace Pathwise.Tests.Numerics;

public sealed class DoubleExponentialTests
{
    [Fact]
    public void It_is_the_exponential_to_its_last_digits()
    {
        for (var x = 0.0; x >= -708; x -= 0.00317)
        {
            var expected = Math.Exp(x);                                          // itself within 1 unit, 2.2e-16
            Assert.Equal(expected, Of(x), (3e-16 + 2.3e-16) * expected);
        }

        Assert.Equal(1, Of(0));
    }

    [Theory]
    [InlineData(-708.001)]
    [InlineData(-1e300)]
    [InlineData(double.NegativeInfinity)]
    public void Far_below_it_is_zero(double x) => Assert.Equal(0, Of(x));

    private static double Of(double x) => DoubleExponential.OfNonPositive(Vector512.Create(x))[5];
}
