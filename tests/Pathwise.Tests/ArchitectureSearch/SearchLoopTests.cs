using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Evaluators;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.ArchitectureSearch.Strategies;
using Pathwise.Numerics;
using Pathwise.Randomness;
using Pathwise.Tests.Numerics;

namespace Pathwise.Tests.ArchitectureSearch;

public sealed class SearchLoopTests
{
    private static readonly ToySpace Toy = new();

    [Fact]
    public void Two_workers_change_nothing()
    {
        using var workers = new Workers(3);
        var options = new SyntheticEvaluatorOptions { Failing = 0.2, Diverging = 0.1, Milliseconds = 1 };
        var (alone, team) = (Search(options, null), Search(options, workers));
        Assert.Equal(Text(alone), Text(team));
        Assert.Equal((alone.Broken, alone.Reused), (team.Broken, team.Reused));
        Assert.True(alone.Broken > 0 && alone.Reused > 0);
    }

    [Fact]
    public void Equivalent_networks_are_evaluated_once_and_counted()
    {
        var counting = new CountingEvaluator(new SyntheticEvaluator(Toy));
        var loop = new SearchLoop(
            new RandomSearch(Toy, new() { BatchSize = 7 }), counting, new(), new() { Children = 400 },
                new SeedSequence(1));
        while (!loop.IsFinished) loop.RunBatch();

        var classes = loop.Children.Select(child => child.Genotype.Canonical()).Distinct().Count();
        Assert.Equal(classes, counting.Count);
        Assert.Equal(400 - classes, loop.Reused);
        Assert.All(loop.Children, child => Assert.Equal(
            child.SameAs is { } first ? loop.Children[first].Genotype.Canonical() : child.Genotype.Canonical(),
                child.Genotype.Canonical()));
        Assert.All(
            loop.Children, child => Assert.True(child.SameAs is not { } first || loop.Children[first].SameAs is null));
    }

    [Fact]
    public void A_childs_seed_is_a_function_of_the_searchs_seed_and_its_index()
    {
        var seen = new CountingEvaluator(new SyntheticEvaluator(Toy));
        var loop = new SearchLoop(
            new RandomSearch(Toy, new() { BatchSize = 4 }), seen, new(),
                new() { Children = 30, Reuse = ReuseKind.None }, new SeedSequence(5));
        while (!loop.IsFinished) loop.RunBatch();
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"2 {i}"),
            seen.Seeds.Order(Comparer<string>.Create((a, b) => int.Parse(a[2..]) - int.Parse(b[2..]))));
    }

    [Fact]
    public void What_an_evaluator_throws_is_a_failed_child_with_the_stated_reward()
    {
        var loop = new SearchLoop(
            new RandomSearch(Toy), new ThrowingEvaluator(), new(new() { OfFailure = -1 }),
                new() { Children = 9, MostFailures = 5 }, new SeedSequence(1));
        for (var i = 0; i < 4; i++) loop.RunBatch();
        Assert.Null(loop.GivenUp);
        loop.RunBatch();
        Assert.Contains("out of memory", loop.GivenUp, StringComparison.Ordinal);
        Assert.All(
            loop.Children, child => Assert.Equal((ChildStatus.Failed, -1.0), (child.Result.Status, child.Reward)));
        Assert.Null(loop.Best);
    }

    [Fact]
    public void A_loop_that_was_saved_goes_on_as_if_it_had_not_been()
    {
        foreach (var entry in SearchStrategyCatalog.Standard.All)
        {
            var (whole, first) = (NewLoop(entry), NewLoop(entry));
            while (!whole.IsFinished) whole.RunBatch();
            while (first.Children.Count < 20) first.RunBatch();

            var state = new MemoryState();
            first.Save(state);
            var second = NewLoop(entry);
            second.Recall(first.Children);
            second.Load(state);
            while (!second.IsFinished) second.RunBatch();
            Assert.Equal(Text(whole), Text(second));
            Assert.Equal((whole.Batches, whole.Reused, whole.LastMeanReward),
                (second.Batches, second.Reused, second.LastMeanReward));
        }
    }

    private static SearchLoop NewLoop(SearchStrategyEntry entry)
    {
        var evaluator = new SyntheticEvaluator(Toy, new() { Failing = 0.1 });
        var seeds = new SeedSequence(3);
        return new(
            entry.Create(new(Toy, seeds, evaluator.ParametersOf)), evaluator, new(), new() { Children = 60 }, seeds);
    }

    private static SearchLoop Search(SyntheticEvaluatorOptions options, Workers? workers)
    {
        var loop = new SearchLoop(
            new RegularizedEvolution(Toy, new() { BatchSize = 6 }), new SyntheticEvaluator(Toy, options), new(),
                new() { Children = 100 },
            new SeedSequence(2), workers);
        while (!loop.IsFinished) loop.RunBatch();
        return loop;
    }

    private static string Text(SearchLoop loop) => string.Join(
        '\n', loop.Children.Select(child =>
            $"{child.Index} {child.Batch} {child.Genotype} {child.Result.Status} {child.Reward:R} {child.SameAs}"));

    private sealed class CountingEvaluator(IChildEvaluator inner) : IChildEvaluator
    {
        public int Count => Seeds.Count;

        public List<string> Seeds { get; } = [];

        public ChildResult Evaluate(Genotype genotype, SeedSequence seeds, CancellationToken cancellation)
        {
            Seeds.Add(string.Join(' ', seeds.SpawnKey.ToArray()));
            return inner.Evaluate(genotype, seeds, cancellation);
        }

        public long ParametersOf(Genotype genotype) => inner.ParametersOf(genotype);
    }

    private sealed class ThrowingEvaluator : IChildEvaluator
    {
        public ChildResult Evaluate(Genotype genotype, SeedSequence seeds, CancellationToken cancellation) =>
            throw new InvalidOperationException("The device is out of memory.");

        public long ParametersOf(Genotype genotype) => 1;
    }
}
