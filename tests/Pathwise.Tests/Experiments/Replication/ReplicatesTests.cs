using Pathwise.Experiments;
using Pathwise.Experiments.Replication;
using Pathwise.Experiments.Runs;
using Pathwise.Tests.Experiments.Runs;

namespace Pathwise.Tests.Experiments.Replication;

public sealed class ReplicatesTests : IDisposable
{
    private static readonly RunPlan Plan = new("random-search", "CartPole-v1", new(1500)) { Seed = 40 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void How_many_learn_at_a_time_changes_no_bit()
    {
        var one = Train("one", threads: 1);
        var two = Train("two", threads: 2);
        Assert.Equal([40ul, 41ul, 42ul, 43ul, 44ul], two.Runs.Select(run => run.Seed));
        for (ulong seed = 40; seed < 45; seed++) RunBytes.AssertEqual(_folder.In("one", $"seed-{seed}"),
            _folder.In("two", $"seed-{seed}"));
        Assert.Equal(one.Evaluation, two.Evaluation);
        Assert.Equal(one.Curve, two.Curve);
        Assert.Equal(SeedStatistics.Of(two.Runs.Select(run => run.Evaluation!.Mean)), two.Evaluation);
        Assert.Equal(5, two.Curve[^1].Return.Count);
        Assert.Equal(1500, two.Curve[^1].Steps);
    }

    [Fact]
    public void A_seed_of_several_is_the_run_of_that_seed_alone()
    {
        Train("several", threads: 2);
        Run.Create(_folder.In("alone"), Plan with { Seed = 42 }, RandomSearch.Catalog).Train();
        RunBytes.AssertEqual(_folder.In("alone"), _folder.In("several", "seed-42"));
    }

    [Fact]
    public void Seeds_that_were_begun_go_on()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var stopped = Replicates.Train(
            _folder.In("on"), Plan, 5, evaluation: new() { Episodes = 10 }, algorithms: RandomSearch.Catalog,
                cancellation: source.Token);
        Assert.All(stopped.Runs, run => Assert.Equal(RunStatus.Interrupted, run.Result.Status));
        Assert.Null(stopped.Evaluation);
        Assert.Equal(Train("whole", 2).Evaluation, Train("on", 2).Evaluation);
        RunBytes.AssertEqual(_folder.In("whole", "seed-43"), _folder.In("on", "seed-43"));
        Assert.Throws<BadInputException>(
            () => Replicates.Train(_folder.In("on"), Plan with { Training = new(9) }, 5,
                algorithms: RandomSearch.Catalog));
    }

    [Fact]
    public void A_failure_is_told_as_it_is_and_the_others_learn()
    {
        var e = Assert.Throws<BadInputException>(() => Replicates.Train(
            _folder.In("bad"), Plan with { Options = new RandomSearchOptions { ThrowsAt = 100 } }, 3, threads: 2,
                algorithms: RandomSearch.Catalog));
        Assert.Equal("The environment broke.", e.Message);
    }

    [Fact]
    public void A_diverged_seed_counts_with_its_last_good_weights()
    {
        var plan = Plan with { Options = new RandomSearchOptions { DivergesAt = 700 } };
        var first = Replicates.Train(_folder.In("blown"), plan, 2, evaluation: new() { Episodes = 5 },
            algorithms: RandomSearch.Catalog);
        Assert.All(first.Runs, run => Assert.Equal(RunStatus.Diverged, run.Result.Status));
        Assert.Equal(2, first.Evaluation!.Count);
        var again = Replicates.Train(_folder.In("blown"), plan, 2, evaluation: new() { Episodes = 5 },
            algorithms: RandomSearch.Catalog);
        Assert.Equal(first.Evaluation, again.Evaluation);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, ulong.MaxValue)]
    public void Numbers_out_of_range_are_refused(int count, int threads, ulong seed) =>
        Assert.Throws<BadInputException>(
        () => Replicates.Train(_folder.In("x"), Plan with { Seed = seed }, count, threads,
            algorithms: RandomSearch.Catalog));

    [Fact]
    public void Statistics_are_those_of_the_definitions()
    {
        var statistics = SeedStatistics.Of([100, 1, 2, 3, 4, 5, 6, -50]);
        Assert.Equal((8, 71 / 8.0, -50.0, 100.0), (statistics.Count, statistics.Mean, statistics.Min, statistics.Max));
        Assert.Equal((2 + 3 + 4 + 5) / 4.0, statistics.InterquartileMean);
        double[] values = [100, 1, 2, 3, 4, 5, 6, -50];
        var variance = values.Sum(value => Math.Pow(value - (71 / 8.0), 2)) / 7;
        Assert.Equal(Math.Sqrt(variance / 8), statistics.StandardError!.Value, tolerance: 1e-12);
        Assert.Equal(new SeedStatistics(1, 3, null, 3, 3, 3), SeedStatistics.Of([3]));
        Assert.Equal(2, SeedStatistics.Of([1, 2, 3]).InterquartileMean);
        Assert.Throws<ArgumentException>(() => SeedStatistics.Of([]));
    }

    [Fact]
    public void The_band_averages_within_intervals_and_carries_on_across_empty_ones()
    {
        CurvePoint[] first = [new(5, 1, 0, 10), new(10, 2, 0, 20), new(35, 3, 0, 40)];
        CurvePoint[] second = [new(15, 1, 0, 100), new(45, 2, 0, 60)];
        var band = CurveBand.Of([first, second], totalSteps: 40, intervals: 4);
        Assert.Equal([10L, 20L, 30L, 40L], band.Select(point => point.Steps));
        Assert.Equal([15.0, (15 + 100) / 2.0, (15 + 100) / 2.0, (40
            + 60) / 2.0], band.Select(point => point.Return.Mean));
        Assert.Equal([1, 2, 2, 2], band.Select(point => point.Return.Count));
        Assert.Empty(CurveBand.Of([[]], 10));
    }

    private ReplicatesResult Train(string name, int threads) => Replicates.Train(
        _folder.In(name), Plan, 5, threads, new() { Episodes = 10 }, algorithms: RandomSearch.Catalog);
}
