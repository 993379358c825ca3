using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Evaluators;
using Pathwise.Experiments.Runs;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments.Runs;

public sealed class RetrainingTests
{
    private static readonly SearchPlan Plan =
        new("toy", "evolution", "synthetic") { Search = new() { Children = 80 }, Seed = 4 };

    [Fact]
    public void The_best_are_different_networks_and_the_random_ones_are_drawn_once_for_all()
    {
        using var folder = new TemporaryFolder();
        var run = Searched(folder);
        var networks = new Retraining(run, new() { Top = 4, Random = 7 }).Choose();
        Assert.Equal(11, networks.Count);
        Assert.Equal(4, networks.Take(4).Select(one => one.Canonical()).Distinct().Count());
        Assert.Equal(7, networks.Skip(4).Select(one => one.Canonical()).Distinct().Count());
        Assert.Equal(run.ReadResult().Best!.Genotype, networks[0]);
        Assert.Equal(networks.Skip(4).Take(3), new Retraining(run, new() { Top = 1, Random = 3 }).Choose().Skip(1));
    }

    [Fact]
    public void The_report_is_that_of_the_accuracies_for_any_number_of_workers()
    {
        using var folder = new TemporaryFolder();
        var (run, evaluator) = (
            Searched(folder), new SyntheticEvaluator(SearchSpaces.Find("toy"), new() { Failing = 0.2 }));
        var one = new Retraining(run).Train(evaluator, "one");
        var two = new Retraining(run).Train(evaluator, "two", workers: 2);
        Assert.Equal(Text(one), Text(two));
        Assert.Equal((5, 5), (one.Networks.Count(n => n.IsTop), one.Networks.Count(n => !n.IsTop)));
        Assert.All(one.Networks, network => Assert.Equal(3, network.Results.Count));
        // some have failed, and are not counted
        Assert.Contains(one.Networks, network => network.Accuracies.Count < 3);
        Assert.True(one.Top.Average() > one.Random.Average());
        Assert.Equal(one.Test!.Value.Difference, one.Top.Average() - one.Random.Average(), 12);
        Assert.True(one.Delta > 0.5);
    }

    [Fact]
    public void What_was_trained_before_an_interruption_is_taken_back_and_other_settings_are_not()
    {
        using var folder = new TemporaryFolder();
        var run = Searched(folder);
        using var stop = new CancellationTokenSource();
        var counter = new Counter { StopAfter = 11, Stop = stop };
        Assert.Throws<OperationCanceledException>(
            () => new Retraining(run).Train(counter, "a", cancellation: stop.Token));
        File.AppendAllText(folder.In("run", "retrained.jsonl"), "{\"group\":\"to");
        new Retraining(run).Train(counter, "a");
        Assert.Equal(30, counter.Count);
        new Retraining(run).Train(counter, "a");
        Assert.Equal(30, counter.Count);
        new Retraining(run).Train(counter, "b");
        Assert.Equal(60, counter.Count);
    }

    [Fact]
    public void A_search_that_has_trained_nothing_is_refused()
    {
        using var folder = new TemporaryFolder();
        var run = SearchRun.Create(folder.In("run"), Plan);
        Assert.Contains("no network yet", Assert.Throws<BadInputException>(() => new Retraining(run).Choose()).Message);
    }

    private static SearchRun Searched(TemporaryFolder folder)
    {
        var run = SearchRun.Create(folder.In("run"), Plan);
        run.Search();
        return run;
    }

    private static string Text(RetrainingReport report) => string.Join(
        '\n', report.Networks.Select(
            n => $"{n.Genotype} {n.IsTop} {string.Join(' ', n.Accuracies)} {n.Results.Count}"));

    private sealed class Counter : IChildEvaluator
    {
        public int Count { get; private set; }

        public int StopAfter { get; init; }

        public required CancellationTokenSource Stop { get; init; }

        public ChildResult Evaluate(Genotype genotype, SeedSequence seeds, CancellationToken cancellation)
        {
            if (++Count == StopAfter) Stop.Cancel();
            return new(ChildStatus.Trained, new Rng(seeds).NextDouble(), 1, 1);
        }

        public long ParametersOf(Genotype genotype) => 1;
    }
}
