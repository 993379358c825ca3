using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Evaluators;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.ArchitectureSearch.Strategies;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch;

public sealed class StrategiesTests
{
    private static readonly ToySpace Toy = new();

    [Fact]
    public void Random_search_draws_every_option_alike()
    {
        var (strategy, rng, batch) = (
            new RandomSearch(Toy, new() { BatchSize = 10_000 }), new Rng(1), new Genotype[10_000]);
        strategy.Propose(batch, ref rng);
        for (var decision = 0; decision < Toy.Decisions.Count; decision++)
        {
            var (count, i) = (Toy.Decisions[decision].Count, decision);
            for (var option = 0; option < count; option++)
            {
                var (p, drawn) = (1.0 / count, batch.Count(one => one.Choices[i] == option));
                Assert.InRange(drawn, (10_000 * p) - (4 * Math.Sqrt(10_000 * p * (1 - p))),
                    (10_000 * p) + (4 * Math.Sqrt(10_000 * p * (1 - p))));
            }
        }
    }

    [Fact]
    public void Evolution_changes_one_choice_of_the_best_of_those_it_draws_and_forgets_the_oldest()
    {
        // With all of a population of two drawn many times, the parent is the better of the last two.
        var strategy = new RegularizedEvolution(Toy, new() { Population = 2, Sample = 60 });
        var rng = new Rng(4);
        var (batch, history) = (new Genotype[1], new List<(Genotype Genotype, double Reward)>());
        for (var i = 0; i < 200; i++)
        {
            strategy.Propose(batch, ref rng);
            if (i >= 2)
            {
                var parent = history[^2].Reward > history[^1].Reward ? history[^2] : history[^1];
                Assert.Equal(1, parent.Genotype.Choices.Zip(batch[0].Choices, (a, b) => a == b ? 0 : 1).Sum());
            }

            var reward = rng.NextDouble();
            history.Add((batch[0], reward));
            strategy.Observe(batch, [reward]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Local_search_climbs_to_the_optimum_where_choices_are_independent(bool firstBetter)
    {
        var evaluator = new SyntheticEvaluator(Toy);
        var loop = new SearchLoop(
            new LocalSearch(Toy, new() { FirstBetter = firstBetter }), evaluator, new(),
                new() { Children = 70, Reuse = ReuseKind.None }, new SeedSequence(1));
        while (!loop.IsFinished) loop.RunBatch();
        // five decisions of at most 3 other options: 5 · 11 + 1 < 70
        Assert.Equal(1, loop.Best!.Reward);
        for (var i = 1; i < loop.Best.Index; i++)
            Assert.Contains(
                loop.Children.Take(i), one => Enumerable.Range(0, 5).Count(
                    d => one.Genotype.Choices[d] != loop.Children[i].Genotype.Choices[d]) == 1);
    }

    [Fact]
    public void The_largest_networks_come_first_and_none_twice()
    {
        var evaluator = new SyntheticEvaluator(Toy);
        var (strategy, rng, batch) = (new LargestNetworks(Toy, evaluator.ParametersOf), new Rng(1), new Genotype[256]);
        strategy.Propose(batch, ref rng);
        Assert.Equal(256, batch.Distinct().Count());
        Assert.Equal(batch.Select(evaluator.ParametersOf).OrderDescending(), batch.Select(evaluator.ParametersOf));
    }

    [Fact]
    public void In_a_large_space_the_largest_of_some_random_networks_are_taken()
    {
        var space = new ChoiceSpace(
            "wide", Enumerable.Range(0, 30).Select(i => new Decision($"d{i}", ["a", "b", "c"])));
        var evaluator = new SyntheticEvaluator(space);
        var (strategy, rng, batch) = (new LargestNetworks(space, evaluator.ParametersOf, new() { Candidates = 200 }),
            new Rng(1), new Genotype[20]);
        strategy.Propose(batch, ref rng);
        Assert.Equal(20, batch.Distinct().Count());
        // mean 31, s.d. 4.5; the largest of 200 about 31 + 2.7 s.d.
        Assert.All(batch, one => Assert.True(evaluator.ParametersOf(one) > 35));
    }

    [Fact]
    public void A_space_of_one_network_is_refused()
    {
        var space = new ChoiceSpace("single", new Decision("only", ["one"]));
        Assert.Contains(
            "nothing to search", Assert.Throws<BadInputException>(() => new RegularizedEvolution(space)).Message);
        Assert.Contains("nothing to search", Assert.Throws<BadInputException>(() => new LocalSearch(space)).Message);
    }

    [Fact]
    public void An_unknown_strategy_is_refused_with_the_nearest() => Assert.Contains(
        "evolution", Assert.Throws<BadInputException>(() => SearchStrategyCatalog.Standard.Find("evolutoin")).Message);
}
