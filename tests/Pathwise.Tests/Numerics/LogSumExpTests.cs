using Pathwise.Numerics;

namespace Pathwise.Tests.Numerics;

public sealed class LogSumExpTests
{
    [Theory]
    [MemberData(nameof(SoftmaxTests.Lengths), MemberType = typeof(SoftmaxTests))]
    public void Values_are_the_definition_within_the_stated_error(int length)
    {
        foreach (var range in new[] { 1, 30, 1000 })
        {
            var x = SoftmaxTests.Logits(length, range);
            Assert.Equal(LogSumExp.Reference(x), LogSumExp.Of(x), 5e-7);
        }
    }

    [Theory]
    [InlineData(new[] { 1000f, 1000 }, 1000.6931471805599)]
    [InlineData(new[] { -1000f, -1000 }, -999.3068528194401)]
    [InlineData(new[] { float.NegativeInfinity, 2 }, 2)]
    [InlineData(new[] { float.NegativeInfinity, float.NegativeInfinity }, double.NegativeInfinity)]
    [InlineData(new[] { float.PositiveInfinity, 2 }, double.PositiveInfinity)]
    [InlineData(new[] { float.NaN, 2 }, double.NaN)]
    [InlineData(new[] { float.NaN }, double.NaN)]
    public void Extreme_numbers_have_their_limits(float[] x, double expected) => Assert.Equal(expected, LogSumExp.Of(x), 1e-7);

    [Fact]
    public void An_empty_row_is_refused() => Assert.Throws<ArgumentException>(() => LogSumExp.Of([]));
}
