using Pathwise.Experiments.Replication;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments.Replication;

public sealed class BootstrapIntervalTests
{
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
}
