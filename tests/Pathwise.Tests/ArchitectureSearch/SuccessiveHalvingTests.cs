using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.ArchitectureSearch.Strategies;
using Pathwise.ArchitectureSearch.Training;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch;

public sealed class SuccessiveHalvingTests
{
    private static readonly ISearchSpace Space = new ChoiceSpace(
        "numbers", new Decision("number", [.. Enumerable.Range(0, 1000).Select(i => $"{i}")]));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void One_in_three_goes_on_and_the_best_of_a_batch_to_the_end(int workers)
    {
        var evaluator = new Ladder();
        using var team = new Workers(workers);
        var search = Search(evaluator, team, null);
        search.RunBatch();

        Assert.Equal([9, 3, 1], evaluator.Asked);
        var byAccuracy = search.Children.OrderByDescending(child => child.Genotype.Choices[0]).ToArray();
        Assert.Equal([2, 1, 1, 0, 0, 0, 0, 0, 0], byAccuracy.Select(child => child.Result.Rung));
        Assert.All(search.Children, child =>
            Assert.Equal((child.Genotype.Choices[0] + child.Result.Rung) / 2000.0, child.Result.Accuracy));
    }

    [Fact]
    public void A_network_that_breaks_on_a_rung_climbs_no_further()
    {
        var evaluator = new Ladder { Breaks = true };
        var search = Search(evaluator, null, null);
        search.RunBatch();
        Assert.Equal([9, 3, 1], evaluator.Asked);
        var best = search.Children.MaxBy(child => child.Genotype.Choices[0])!;
        Assert.Equal((ChildStatus.Diverged, 0), (best.Result.Status, best.Result.Rung));
    }

    [Fact]
    public void A_batch_taken_up_again_ends_as_it_would_have()
    {
        var whole = new Journal();
        Search(new Ladder(), null, whole).RunBatch();

        for (var kept = 0; kept <= whole.Children.Count; kept++)       // the journal cut anywhere
        {
            var cut = new Journal();
            foreach (var child in whole.Children.Take(kept)) cut.Add(child);
            var evaluator = new Ladder();
            var search = Search(evaluator, null, cut);
            search.RunBatch();
            Assert.Equal(whole.Children.OrderBy(child => child.Index), search.Children);
        }
    }

    [Theory]
    [InlineData(20, 3, 3, new[] { 2, 6, 20 })]
    [InlineData(4, 3, 2, new[] { 1, 2, 4 })]
    [InlineData(2, 3, 3, new[] { 1, 1, 2 })]
    [InlineData(7, 1, 3, new[] { 7 })]
    public void Each_rung_trains_eta_times_as_long_as_the_one_below(
        int epochs, int rungs, int reduction, int[] expected)
    {
        var options = new ChildTrainingOptions { Epochs = epochs, Rungs = rungs, Reduction = reduction };
        Assert.Equal(expected, Enumerable.Range(0, rungs).Select(options.EpochsOf));
    }

    private static SearchLoop Search(IChildEvaluator evaluator, Workers? team, ISearchJournal? journal) => new(
        new RandomSearch(Space, new() { BatchSize = 9 }), evaluator, new SearchReward(new()),
        new() { Children = 9, Reuse = ReuseKind.None }, new SeedSequence(8), team, journal);

    /// <summary>Large numbers are good; each rung adds a little.</summary>
    private sealed class Ladder : IStagedEvaluator
    {
        private readonly int[] _asked = new int[3];

        public int[] Asked => _asked;

        public bool Breaks { get; init; }

        public int Rungs => 3;

        public int Reduction => 3;

        public ChildResult Evaluate(Genotype genotype, SeedSequence seeds, CancellationToken cancellation) =>
            Evaluate(genotype, seeds, 2, cancellation);

        public ChildResult Evaluate(Genotype genotype, SeedSequence seeds, int rung, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _asked[rung]);
            return Breaks && genotype.Choices[0] > 900
                ? new(ChildStatus.Diverged, 0, 1, 1)
                : new(ChildStatus.Trained, (genotype.Choices[0] + rung) / 2000.0, 1, 1);
        }

        public long ParametersOf(Genotype genotype) => 1;
    }

    private sealed class Journal : ISearchJournal
    {
        private readonly Lock _lock = new();

        public List<Child> Children { get; } = [];

        public ChildResult? Find(int index, Genotype genotype)
        {
            lock (_lock) return Children.Find(child => child.Index == index)?.Result;
        }

        public void Add(Child child)
        {
            lock (_lock)
                if (Children.TrueForAll(known => known.Index != child.Index)) Children.Add(child);
        }

        public void EndBatch(SearchLoop loop)
        {
        }
    }
}
