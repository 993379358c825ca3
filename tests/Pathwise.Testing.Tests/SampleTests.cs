using CsCheck;

namespace Pathwise.Testing.Tests;

public sealed class SampleTests
{
    [Fact]
    public void Mean_and_errors_are_the_textbooks()
    {
        var sample = Sample.Of([2, 4, 4, 4, 5, 5, 7, 9]);
        Assert.Equal(8, sample.Count);
        Assert.Equal(5, sample.Mean, 1e-14);
        Assert.Equal(32.0 / 7, sample.Variance, 1e-14);
        Assert.Equal(Math.Sqrt(32.0 / 7 / 8), sample.StandardError, 1e-14);
    }

    [Fact]
    public void A_large_common_offset_costs_no_digits() =>
        Assert.Equal(1, Sample.Of([1e9 + 1, 1e9 + 2, 1e9 + 3]).Variance, 1e-9);

    [Fact]
    public void Combined_samples_are_the_sample_of_both_lists() =>
        Gen.Select(Gen.Double[-100, 100].Array[0, 20], Gen.Double[-100, 100].Array[0, 20]).Sample((a, b) =>
        {
            var (together, combined) = (Sample.Of([.. a, .. b]), Sample.Of(a).Combine(Sample.Of(b)));
            Assert.Equal(together.Count, combined.Count);
            Assert.Equal(together.Mean, combined.Mean, 1e-10);
            Assert.Equal(together.SquaredDeviations, combined.SquaredDeviations, 1e-8);
        });

    [Theory]
    [InlineData(new[] { -12.11, -11.89 }, "−12.00 ± 0.11")]
    [InlineData(new[] { 480.0, 500.0, 490.0 }, "490.0 ± 5.8")]
    [InlineData(new[] { 1.5 }, "1.5000")]
    [InlineData(new[] { 3.0, 3.0 }, "3.0000 ± 0.0000")]
    public void It_prints_its_error_to_two_digits(double[] values, string text) =>
        Assert.Equal(text, Sample.Of(values).ToString());

    [Fact]
    public void A_value_is_within_as_many_standard_errors_as_it_is_away()
    {
        var sample = Sample.Of([1, 2, 3, 4]);
        var away = sample.Mean + (3 * sample.StandardError);
        Assert.True(sample.IsWithin(3.001, away));
        Assert.False(sample.IsWithin(2.999, away));
        Assert.False(Sample.Of([1.0]).IsWithin(4, 1));
    }

    [Fact]
    public void Quantiles_are_interpolated()
    {
        double[] values = [4, 1, 3, 2];
        Assert.Equal(2.5, Sample.Quantile(values, 0.5));
        Assert.Equal(1.75, Sample.Quantile(values, 0.25));
        Assert.Equal(1, Sample.Quantile(values, 0));
        Assert.Equal(4, Sample.Quantile(values, 1));
        Assert.Throws<ArgumentException>(() => Sample.Quantile([], 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Quantile([1], 1.5));
    }

    [Fact]
    public void Measurements_are_taken_once_for_each_seed() =>
        Assert.Equal(Sample.Of([0, 10, 20]), Sample.Of(3, seed => 10.0 * seed));
}
