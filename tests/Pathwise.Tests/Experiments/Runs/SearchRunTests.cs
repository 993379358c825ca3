using System.Text.Json;
using System.Text.RegularExpressions;
using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Evaluators;
using Pathwise.ArchitectureSearch.Strategies;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments.Runs;

public sealed partial class SearchRunTests
{
    private static readonly SearchPlan Plan = new("toy", "evolution", "synthetic")
    {
        StrategyOptions = new RegularizedEvolutionOptions { BatchSize = 5 },
        EvaluatorOptions = new SyntheticEvaluatorOptions { Failing = 0.1, Diverging = 0.05 },
        Search = new() { Children = 63 },
        Reward = new() { Form = RewardForm.Soft, Target = 5, OfFailure = -0.5 },
        Seed = 9,
    };

    [Fact]
    public void A_search_leaves_a_line_for_each_child_and_the_best_network()
    {
        using var folder = new TemporaryFolder();
        var result = SearchRun.Create(folder.In("run"), Plan).Search();
        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(63, result.Children.Count);
        Assert.Equal(Enumerable.Range(0, 63), result.Children.Select(child => child.Index));
        Assert.Equal(63, File.ReadAllLines(folder.In("run", "children.jsonl")).Length);
        Assert.Equal(0, new FileInfo(folder.In("run", "unfinished.jsonl")).Length);
        Assert.Equal(13, File.ReadAllLines(folder.In("run", "metrics.jsonl")).Length);
        Assert.True(result.Reused > 0 && result.Failed > 0 && result.Diverged > 0);
        Assert.All(
            result.Children, child => Assert.True(child.Result.Status == ChildStatus.Trained || child.Reward == -0.5));

        using var best = JsonDocument.Parse(File.ReadAllText(folder.In("run", "best.json")));
        Assert.Equal(result.Best!.Genotype, Genotype.FromJson(best.RootElement, SearchSpaces.Find));
        Assert.Equal(result.Children.Max(child => child.Reward), result.Best.Reward);
    }

    [Fact]
    public void It_has_the_same_bytes_for_any_number_of_workers()
    {
        using var folder = new TemporaryFolder();
        SearchRun.Create(folder.In("one"), Plan).Search();
        SearchRun.Create(folder.In("three"), Slow(0)).Search(workers: 3);
        Assert.Equal(Bytes(folder.In("one")), Bytes(folder.In("three")));
    }

    /// <summary>Stopped after a random number of evaluations, again and again, with the end of a journal torn off or
    /// half a line left behind, as a kill or a power cut may do.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    public void Stopped_at_random_points_and_resumed_it_leaves_the_bytes_of_an_uninterrupted_search(
        int seed, int workers)
    {
        using var folder = new TemporaryFolder();
        SearchRun.Create(folder.In("whole"), Plan).Search();
        var (random, run, stops) = (new Random(seed), folder.In("run"), 0);
        var counter = new StoppingEvaluator();
        var parts = SearchParts.Standard with { Evaluators = counter.Catalog };
        SearchRun.Create(run, Plan, parts);
        while (true)
        {
            using var stop = new CancellationTokenSource();
            counter.StopAfter(random.Next(1, 20), stop);
            var result = SearchRun.Open(run, parts).Search(workers, progress: null, stop.Token);
            if (result.Status == RunStatus.Completed) break;
            Assert.Equal(RunStatus.Interrupted, result.Status);
            stops++;
            File.AppendAllText(Path.Combine(run, "children.jsonl"), "{\"child\":6,\"ba");
            if (random.Next(2) == 0) File.AppendAllText(Path.Combine(run, "unfinished.jsonl"), "{\"chi");
        }

        Assert.True(stops >= 2, $"{stops} stops");
        Assert.Equal(Bytes(folder.In("whole")), Bytes(run));
        Assert.InRange(counter.Finished, 1, 63);            // what was finished before a stop was never evaluated again
        Assert.Equal(SearchRun.Open(run).ReadResult().Children.Count(child => child.SameAs is null), counter.Finished);
    }

    [Fact]
    public void A_search_without_checkpoints_is_replayed_from_its_journal()
    {
        using var folder = new TemporaryFolder();
        SearchRun.Create(folder.In("whole"), Plan).Search();
        CopyRunWithoutCheckpoints(folder.In("whole"), folder.In("copy"));
        var result = SearchRun.Open(folder.In("copy")).Search();
        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(Bytes(folder.In("whole")), Bytes(folder.In("copy")));
    }

    [Fact]
    public void A_search_whose_workers_all_die_is_given_up_and_can_be_resumed()
    {
        using var folder = new TemporaryFolder();
        var plan = Plan with
        {
            EvaluatorOptions = new SyntheticEvaluatorOptions { Failing = 1 },
            Search = new() { Children = 40, MostFailures = 6 },
        };
        var run = SearchRun.Create(folder.In("run"), plan);
        var first = run.Search();
        Assert.Equal((RunStatus.Failed, 10), (first.Status, first.Children.Count));
        Assert.Contains("told to fail", first.Trouble, StringComparison.Ordinal);
        Assert.Equal(20, SearchRun.Open(folder.In("run")).Search().Children.Count);
    }

    [Fact]
    public void What_cannot_be_searched_is_refused_before_there_is_a_folder()
    {
        using var folder = new TemporaryFolder();
        AssertRefused("evolutoin", Plan with { Strategy = "evolutoin" });
        AssertRefused("tabel", Plan with { Evaluator = "tabel" });
        AssertRefused("nasbench201", Plan with { Evaluator = "table", EvaluatorOptions = null });
        AssertRefused("workers", Plan with { Workers = 0 });
        AssertRefused("toi", Plan with { Space = "toi" });
        Assert.False(Directory.Exists(folder.In("run")));

        void AssertRefused(string part, SearchPlan plan) => Assert.Contains(
            part, Assert.Throws<BadInputException>(() => SearchRun.Create(folder.In("run"), plan)).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void A_space_or_a_journal_that_has_changed_meanwhile_is_noticed()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("own.json"), """{"choices": {"a": [1, 2, 3], "b": [1, 2]}}""");
        var plan = new SearchPlan(folder.In("own.json"), "random", "synthetic") { Search = new() { Children = 9 } };
        SearchRun.Create(folder.In("run"), plan).Search();
        Assert.Equal(9, SearchRun.Open(folder.In("run")).ReadResult().Children.Count);
        File.WriteAllText(folder.In("own.json"), """{"choices": {"a": [1, 2, 4], "b": [1, 2]}}""");
        var e = Assert.Throws<BadInputException>(() => SearchRun.Open(folder.In("run")));
        Assert.Contains("other decisions", e.Message, StringComparison.Ordinal);

        SearchRun.Create(folder.In("toy"), Plan).Search();
        File.WriteAllText(folder.In("toy", "children.jsonl"), "{\"child\":0}\n");
        e = Assert.Throws<BadInputException>(() => SearchRun.Open(folder.In("toy")).ReadResult());
        Assert.Contains("Line 1", e.Message, StringComparison.Ordinal);
    }

    private static SearchPlan Slow(int milliseconds) => Plan with
    {
        EvaluatorOptions =
            new SyntheticEvaluatorOptions { Failing = 0.1, Diverging = 0.05, Milliseconds = milliseconds },
    };

    private static void CopyRunWithoutCheckpoints(string from, string to)
    {
        Directory.CreateDirectory(Path.Combine(to, "checkpoints"));
        File.Copy(Path.Combine(from, "children.jsonl"), Path.Combine(to, "children.jsonl"));
        var manifest = File.ReadAllText(Path.Combine(from, "manifest.json"));
        File.WriteAllText(Path.Combine(to, "manifest.json"),
            manifest.Replace("\"completed\"", "\"running\"", StringComparison.Ordinal));
    }

    /// <summary>Everything that a search decides, times aside.</summary>
    private static SortedDictionary<string, string> Bytes(string run)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in (string[])["children.jsonl", "metrics.jsonl", "best.json", "unfinished.jsonl"])
            files[name] = Seconds().Replace(File.ReadAllText(Path.Combine(run, name)), "");
        foreach (var file in Directory.GetFiles(Path.Combine(run, "checkpoints"), "final-*"))
            files[Path.GetFileName(file)] = Convert.ToHexString(File.ReadAllBytes(file));
        return files;
    }

    [GeneratedRegex("\"seconds\":[^,}]*")]
    private static partial Regex Seconds();

    /// <summary>Evaluates as it should, and asks to stop after so many evaluations.</summary>
    private sealed class StoppingEvaluator
    {
        private CancellationTokenSource? _stop;
        private int _left, _finished;

        public StoppingEvaluator() => Catalog = ChildEvaluatorCatalog.Empty.With(
            ChildEvaluatorEntry.Of<SyntheticEvaluatorOptions>(
                "synthetic", "Stops now and then.", SyntheticEvaluatorOptions.Settings,
                (space, options) => new Watched(this, new SyntheticEvaluator(space, options))));

        public ChildEvaluatorCatalog Catalog { get; }

        public int Finished => _finished;

        public void StopAfter(int evaluations, CancellationTokenSource stop) => (_left, _stop) = (evaluations, stop);

        private void Watch(SeedSequence seeds, CancellationToken cancellation)
        {
            if (Interlocked.Decrement(ref _left) == 0) _stop!.Cancel();
            cancellation.ThrowIfCancellationRequested();
            Thread.Sleep((int)(new Rng(seeds).NextUInt32() % 3));       // so that children end out of order
            Interlocked.Increment(ref _finished);
        }

        private sealed class Watched(StoppingEvaluator watcher, SyntheticEvaluator inner) : IChildEvaluator
        {
            public ChildResult Evaluate(Genotype genotype, SeedSequence seeds, CancellationToken cancellation)
            {
                watcher.Watch(seeds, cancellation);
                return inner.Evaluate(genotype, seeds, CancellationToken.None);
            }

            public long ParametersOf(Genotype genotype) => inner.ParametersOf(genotype);
        }
    }
}
