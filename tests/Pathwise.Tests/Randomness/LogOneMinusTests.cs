using Pathwise.Randomness;

namespace Pathwise.Tests.Randomness;

public sealed class LogOneMinusTests
{
    [Fact]
    public void It_is_the_logarithm_to_the_last_digit_but_one()
    {
        var rng = new Rng(1);
        for (var i = 0; i < 100_000; i++) AssertClose(rng.NextDouble());
        for (var k = 0; k < 53; k++)
        {
            AssertClose(Math.ScaleB(1, -53 + k));
            AssertClose(1 - Math.ScaleB(1, -53 + k));
            AssertClose(Math.Max(0, 0.5 + Math.ScaleB(1, -53 + k) - Math.ScaleB(1, -20)));
        }

        static void AssertClose(double u)
        {
            if (u >= 1) return;
            var exact = u < 1e-8 ? -u - (u * u / 2) : Math.Log(1 - u);
            Assert.InRange(LogOneMinus.Of(u), exact + (2.3e-16 * exact), exact - (2.3e-16 * exact));
        }
    }

    [Fact]
    public void Zero_has_none() => Assert.Equal(0, LogOneMinus.Of(0));
}
