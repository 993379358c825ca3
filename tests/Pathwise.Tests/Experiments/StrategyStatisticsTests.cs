using Pathwise.Experiments.Replication;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments;

/// <summary>The tests that a comparison of strategies reports.</summary>
public sealed class StrategyStatisticsTests
{
    /// <summary>Critical values as tables of the t distribution print them, to their last digit; ν = 1 and ν = 2 have a
    /// closed form.</summary>
    [Theory]
    [InlineData(12.706, 1, 0.05, 1e-5)]
    [InlineData(2.571, 5, 0.05, 5e-5)]
    [InlineData(2.228, 10, 0.05, 5e-5)]
    [InlineData(3.169, 10, 0.01, 1e-5)]
    [InlineData(1.984, 100, 0.05, 5e-5)]
    [InlineData(3.390, 100, 0.001, 1e-5)]
    public void The_tail_of_students_t_is_the_tabled_one(double t, double degrees, double p, double tolerance) =>
        Assert.Equal(p, StudentT.TwoSided(t, degrees), tolerance);

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(-2)]
    [InlineData(40)]
    public void With_one_and_two_degrees_it_is_the_closed_form(double t)
    {
        Assert.Equal(1 - (2 * Math.Atan(Math.Abs(t)) / Math.PI), StudentT.TwoSided(t, 1), 1e-12);
        Assert.Equal(1 - (Math.Abs(t) / Math.Sqrt(2 + (t * t))), StudentT.TwoSided(t, 2), 1e-12);
    }

    [Fact]
    public void With_many_degrees_it_is_the_normal_distribution()
    {
        foreach (var t in (double[])[0.5, 1.96, 3, 5])
            Assert.Equal(1, StudentT.TwoSided(t, 1e6) / (2 * StandardNormal.Cumulative(-t)), 1e-3);
    }

    /// <summary>x̄ = 3 and ȳ = 6, s²/n = 2.5/5 and 16/3.</summary>
    [Fact]
    public void Welchs_test_is_its_formula()
    {
        var test = WelchTest.Of([1, 2, 3, 4, 5], [2, 6, 10]);
        Assert.Equal(-3, test.Difference, 12);
        Assert.Equal(-3 / Math.Sqrt(0.5 + (16.0 / 3)), test.T, 12);
        var (a, b) = (0.5, 16.0 / 3);
        Assert.Equal((a + b) * (a + b) / ((a * a / 4) + (b * b / 2)), test.Degrees, 12);
        Assert.Equal(StudentT.TwoSided(test.T, test.Degrees), test.P);
        Assert.Equal((1.0, 0.0), (WelchTest.Of([2, 2], [2, 2]).P, WelchTest.Of([2, 2], [3, 3]).P));
    }

    /// <summary>Under equal means a p-value below 5 % comes in 5 % of cases, ± 4 s.e. of 2000 trials.</summary>
    [Fact]
    public void Equal_means_are_called_different_as_often_as_they_should()
    {
        var (rng, below) = (new Rng(11), 0);
        for (var trial = 0; trial < 2000; trial++)
        {
            var (x, y) = (new double[6], new double[12]);
            rng.FillNormal(x);
            rng.FillNormal(y);
            for (var i = 0; i < y.Length; i++) y[i] *= 3;
            if (WelchTest.Of(x, y).P < 0.05) below++;
        }

        Assert.InRange(
            below / 2000.0, 0.05 - (4 * Math.Sqrt(0.05 * 0.95 / 2000)), 0.05 + (4 * Math.Sqrt(0.05 * 0.95 / 2000)));
    }

    [Fact]
    public void Holms_correction_is_the_papers()
    {
        double[] expected = [0.04, 0.06, 0.06, 0.02], corrected = Holm.Correct([0.0133333333333333, 0.03, 0.04, 0.005]);
        for (var i = 0; i < 4; i++) Assert.Equal(expected[i], corrected[i], 12);
        Assert.Empty(Holm.Correct([]));
        Assert.Equal([1.0, 1.0], Holm.Correct([0.7, 0.8]));
    }

    [Fact]
    public void Cliffs_delta_counts_pairs()
    {
        var rng = new Rng(2);
        double[] x = [.. Enumerable.Range(0, 23).Select(_ => (double)rng.NextInt32(9))];
        double[] y = [.. Enumerable.Range(0, 17).Select(_ => (double)rng.NextInt32(7))];
        var sum = x.Sum(a => y.Sum(b => Math.Sign(a - b)));
        Assert.Equal(sum / (23.0 * 17), CliffsDelta.Of(x, y), 12);
        Assert.Equal((1.0, -1.0), (CliffsDelta.Of([3], [1, 2]), CliffsDelta.Of([0], [1, 2])));
    }

    /// <summary>Of 400 intervals of 90 % for the mean of 40 normal draws, 90 % hold it but for the bootstrap's known
    /// shortfall of about √(n/(n−1)) and 4 s.e. of the count: at least 82 %, at most 96 %.</summary>
    [Fact]
    public void A_bootstrap_interval_holds_the_mean_as_often_as_it_says()
    {
        var (rng, held) = (new Rng(3), 0);
        for (var trial = 0; trial < 400; trial++)
        {
            var values = new double[40];
            rng.FillNormal(values);
            var interval = BootstrapInterval.OfMean(values, 0.9, 200, ref rng);
            if (interval.Low <= 0 && 0 <= interval.High) held++;
        }

        Assert.InRange(held / 400.0, 0.82, 0.96);
    }
}
