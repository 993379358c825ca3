using Pathwise.Cli.Display;

namespace Pathwise.Cli.Tests.Display;

public sealed class WordingTests
{
    [Theory]
    [InlineData(3.24, "3.2 s")]
    [InlineData(59.96, "1 min 00 s")]
    [InlineData(245, "4 min 05 s")]
    [InlineData(7800, "2 h 10 min")]
    public void Times_have_two_units_at_most(double seconds, string text) => Assert.Equal(text, Wording.Time(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Counts_are_in_groups_of_three() => Assert.Equal("1,234,567", Wording.Count(1_234_567));

    [Theory]
    [InlineData(1, "1 epoch")]
    [InlineData(0, "0 epochs")]
    [InlineData(1200, "1,200 epochs")]
    public void One_is_not_many(double value, string text) => Assert.Equal(text, Wording.Count(value, "epoch"));

    [Theory]
    [InlineData(-12.34, "−12.3")]
    [InlineData(double.NaN, "–")]
    public void Returns_have_a_true_minus_sign_and_nan_is_a_dash(double value, string text) => Assert.Equal(text, Wording.Return(value));
}
