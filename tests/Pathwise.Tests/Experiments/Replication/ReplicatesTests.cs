using System.Collections.Concurrent;
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
        var one = Train("one", atOnce: 1);
        var two = Train("two", atOnce: 2);
        Assert.Equal([40ul, 41ul, 42ul, 43ul, 44ul], two.Runs.Select(run => run.Run.Manifest.Seed));
        for (ulong seed = 40; seed < 45; seed++)
            RunBytes.AssertEqual(_folder.In("one", $"seed-{seed}"), _folder.In("two", $"seed-{seed}"));
        Assert.Equal((one.Greedy, one.Sampled), (two.Greedy, two.Sampled));
        Assert.Equal(SeedStatistics.Of(two.Runs.Select(run => run.Greedy!.Mean)), WithoutIntervals(two.Greedy));
        Assert.Equal(SeedStatistics.Of(two.Runs.Select(run => run.Sampled!.Mean)), WithoutIntervals(two.Sampled));
        var (mean, middle) = (two.Greedy!.MeanInterval!.Value, two.Greedy.InterquartileInterval!.Value);
        Assert.InRange(two.Greedy.Mean, mean.Low, mean.High);
        Assert.InRange(two.Greedy.InterquartileMean, middle.Low, middle.High);
        Assert.All(two.Runs, run => Assert.Equal((10, true, 10, false),
            (run.Greedy!.Episodes, run.Greedy.IsGreedy, run.Sampled!.Episodes, run.Sampled.IsGreedy)));
    }

    [Fact]
    public void A_seed_of_several_is_the_run_of_that_seed_alone()
    {
        Train("several", atOnce: 2);
        Run.Create(_folder.In("alone"), Plan with { Seed = 42 }, RandomSearch.Catalog).Train();
        RunBytes.AssertEqual(_folder.In("alone"), _folder.In("several", "seed-42"));
    }

    [Fact]
    public void Seeds_that_were_begun_are_opened_in_their_order_and_go_on()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var plan = Plan with { Seed = 8 };
        var begun = Replicates.Create(_folder.In("on"), plan, 4, RandomSearch.Catalog);
        var stopped = Replicates.Train(begun, 2, Ten, cancellation: source.Token);
        Assert.All(stopped.Runs, run => Assert.Equal(RunStatus.Interrupted, run.Training.Status));
        Assert.All(stopped.Runs, run => Assert.True(run.IsInterrupted));
        Assert.Null(stopped.Greedy);

        var opened = Replicates.Open(_folder.In("on"), RandomSearch.Catalog);
        Assert.Equal([8ul, 9ul, 10ul, 11ul], opened.Select(run => run.Manifest.Seed));
        var whole = Replicates.Train(Replicates.Create(_folder.In("whole"), plan, 4, RandomSearch.Catalog), 2, Ten);
        Assert.Equal(whole.Greedy, Replicates.Train(opened, 2, Ten).Greedy);
        RunBytes.AssertEqual(_folder.In("whole", "seed-10"), _folder.In("on", "seed-10"));
    }

    [Fact]
    public void A_folder_that_holds_one_of_the_seeds_gets_none()
    {
        Run.Create(_folder.In("taken", "seed-42"), Plan with { Seed = 42 }, RandomSearch.Catalog);
        var e = Assert.Throws<BadInputException>(() =>
            Replicates.Create(_folder.In("taken"), Plan, 5, RandomSearch.Catalog));
        Assert.Contains("seed-42", e.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(_folder.In("taken")));
        Assert.Empty(Replicates.Open(_folder.In("taken", "seed-42"), RandomSearch.Catalog));
        Assert.Empty(Replicates.Open(_folder.In("nowhere"), RandomSearch.Catalog));
    }

    [Fact]
    public void Who_watches_a_seed_is_told_of_it_from_beginning_to_end()
    {
        var watched = new ConcurrentDictionary<ulong, Diary>();
        var result = Replicates.Train(
            Replicates.Create(_folder.In("watched"), Plan, 3, RandomSearch.Catalog), 2, Ten,
            run => watched.GetOrAdd(run.Manifest.Seed, _ => new()));
        Assert.Equal([40ul, 41ul, 42ul], watched.Keys.Order());
        Assert.All(result.Runs, run =>
        {
            var diary = watched[run.Run.Manifest.Seed];
            Assert.Equal(["learning", "evaluating", "ended"], diary.Stages);
            Assert.Equal(run.Training.Steps, diary.Steps);
            Assert.Same(run, diary.End);
        });
    }

    [Fact]
    public void A_failure_is_told_as_it_is_and_the_others_learn()
    {
        var runs = Replicates.Create(_folder.In("bad"), Plan, 3, RandomSearch.Catalog).ToArray();
        Directory.CreateDirectory(_folder.In("bad", "seed-40", "metrics.jsonl"));
        Assert.Throws<BadInputException>(() => Replicates.Train(runs, 2, Ten));
        Assert.Equal(
            [RunStatus.Failed, RunStatus.Completed, RunStatus.Completed], runs.Select(run => run.Manifest.Status));
    }

    [Fact]
    public void A_diverged_seed_counts_with_its_last_good_weights()
    {
        var plan = Plan with { Options = new RandomSearchOptions { DivergesAt = 700 } };
        var first = Replicates.Train(Replicates.Create(_folder.In("blown"), plan, 2, RandomSearch.Catalog));
        Assert.All(first.Runs, run => Assert.Equal(RunStatus.Diverged, run.Training.Status));
        Assert.Equal(2, first.Greedy!.Count);
        var again = Replicates.Train(Replicates.Open(_folder.In("blown"), RandomSearch.Catalog));
        Assert.Equal(first.Greedy, again.Greedy);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, ulong.MaxValue)]
    public void Numbers_out_of_range_are_refused(int count, ulong seed) => Assert.Throws<BadInputException>(() =>
        Replicates.Create(_folder.In("x"), Plan with { Seed = seed }, count, RandomSearch.Catalog));

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

    private static SeedStatistics WithoutIntervals(SeedStatistics? statistics) =>
        statistics! with { MeanInterval = null, InterquartileInterval = null };

    private static EvaluationPlan Ten => new() { Episodes = 10 };

    private ReplicatesResult Train(string name, int atOnce) =>
        Replicates.Train(Replicates.Create(_folder.In(name), Plan, 5, RandomSearch.Catalog), atOnce, Ten);

    private sealed class Diary : IReplicateObserver
    {
        public List<string> Stages { get; } = [];

        public long Steps { get; private set; }

        public Replicate? End { get; private set; }

        public void Learning() => Stages.Add("learning");

        public void Report(TrainingProgress value) => Steps = value.Steps;

        public void Evaluating() => Stages.Add("evaluating");

        public void Ended(Replicate replicate)
        {
            Stages.Add("ended");
            End = replicate;
        }
    }
}
