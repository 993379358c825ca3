using Pathwise.Experiments.Replication;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments.Replication;

public sealed class BootstrapIntervalTests
{
    private const int Resamples = 20_000;

    [Fact]
    public void The_interquartile_mean_s_interval_covers_it_as_often_as_it_says()
    {
        const int Trials = 400, Count = 12;
        var rng = new Rng(3);
        var hits = 0;
        var values = new double[Count];
        for (var trial = 0; trial < Trials; trial++)
        {
            rng.FillNormal(values.AsSpan());                       // symmetric: its interquartile mean is 0
            var interval = BootstrapInterval.OfInterquartileMean(values, 0.9, 200, ref rng);
            if (interval.Low <= 0 && interval.High >= 0) hits++;
        }

        // Percentiles of 12 values undercover by a few per cent; 4 standard errors of a share are 6 more.
        Assert.InRange(hits / (double)Trials, 0.80, 0.96);
    }

    [Fact]
    public void One_wild_seed_does_not_move_it_and_moves_the_mean_s()
    {
        double[] values = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1e6];
        var (rng, again) = (new Rng(1), new Rng(1));
        var middle = BootstrapInterval.OfInterquartileMean(values, 0.5, 1000, ref rng);
        var mean = BootstrapInterval.OfMean(values, 0.5, 1000, ref again);
        Assert.Equal((1, 1), (middle.Low, middle.High));
        Assert.True(mean.High > 1e5);
    }

    [Fact]
    public void It_is_that_of_the_statistic_that_is_reported()
    {
        double[] values = [5, 5, 5, 5, 5, 5, 5, 5];
        var rng = new Rng(1);
        var interval = BootstrapInterval.OfInterquartileMean(values, 0.95, 50, ref rng);
        Assert.Equal(SeedStatistics.Of(values).InterquartileMean, interval.Low);
        Assert.Equal(interval.Low, interval.High);
    }

    [Theory]
    [InlineData(new double[] { 7 }, 7)]
    [InlineData(new double[] { 1, 2, 9 }, 4)]                           // ⌊3/4⌋ = 0: nothing is cut off
    [InlineData(new double[] { -100, 2, 3, 100 }, 2.5)]
    [InlineData(new double[] { -50, 1, 2, 3, 4, 5, 6, 100 }, 3.5)]
    [InlineData(new double[] { -9, 0, 1, 2, 3, 4, 5, 6, 99 }, 3)]       // ⌊9/4⌋ = 2 at either end
    public void The_interquartile_mean_is_that_of_the_middle_half(double[] sorted, double expected) =>
        Assert.Equal(expected, InterquartileMean.Of(sorted), tolerance: 1e-12);

    [Fact]
    public void The_means_of_two_runs_have_the_three_values_that_they_can()
    {
        // Resamples of {0, 1} have mean 0, ½, 1 with chances ¼, ½, ¼: 95 % reach from 0 to 1, and 40 % are ½ alone.
        var rng = new Rng(1);
        double[][] tasks = [[0, 1]];
        Assert.Equal(new(0, 1), BootstrapInterval.Stratified(tasks, Mean, 0.95, Resamples, ref rng));
        Assert.Equal(new(0.5, 0.5), BootstrapInterval.Stratified(tasks, Mean, 0.40, Resamples, ref rng));
    }

    [Fact]
    public void Each_task_is_resampled_from_its_own_runs()
    {
        // Two tasks whose runs agree: however they are drawn, the pooled mean is ½. Unstratified it would vary.
        var rng = new Rng(2);
        double[][] apart = [[0, 0, 0], [1, 1, 1]], together = [[0, 0, 0, 1, 1, 1]];
        Assert.Equal(new(0.5, 0.5), BootstrapInterval.Stratified(apart, Mean, 0.95, Resamples, ref rng));
        var wide = BootstrapInterval.Stratified(together, Mean, 0.95, Resamples, ref rng);
        Assert.True(wide is { Low: < 0.2, High: > 0.8 });
    }

    [Fact]
    public void For_many_runs_the_interval_of_the_mean_is_the_normal_one()
    {
        var rng = new Rng(3);
        var runs = new double[400];
        for (var i = 0; i < runs.Length; i++) runs[i] = 10 + (3 * rng.NextNormal());
        var mean = runs.Average();
        var error = Math.Sqrt(runs.Sum(run => (run - mean) * (run - mean))) / runs.Length;      // of resampled means
        var interval = BootstrapInterval.Stratified([runs], Mean, 0.95, Resamples, ref rng);
        // A quantile's own standard error is √(q(1 − q)/n)/density ≈ 0.019 errors at 20,000 resamples; four of them.
        Assert.Equal(mean - (1.96 * error), interval.Low, tolerance: 0.08 * error);
        Assert.Equal(mean + (1.96 * error), interval.High, tolerance: 0.08 * error);
    }

    [Fact]
    public void One_unlucky_seed_moves_the_interquartile_mean_less_than_the_mean()
    {
        double[] returns = [500, 500, 500, 500, 500, 500, 500, 500, 500, 9];
        var rng = new Rng(4);
        var statistics = SeedStatistics.Of(returns, ref rng);
        Assert.Equal(500, statistics.InterquartileMean);
        Assert.True(statistics.InterquartileInterval!.Value.Low > statistics.MeanInterval!.Value.Low);
        Assert.Null(SeedStatistics.Of([3], ref rng).MeanInterval);
    }

    [Fact]
    public void The_order_of_seeds_changes_no_bit()
    {
        var (one, two) = (new Rng(5), new Rng(5));
        Assert.Equal(SeedStatistics.Of([1, 5, 2, 8], ref one), SeedStatistics.Of([8, 2, 1, 5], ref two));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
