using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.ArchitectureSearch.Training;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Torch.Tests.Training;

public sealed class ProcessEvaluatorTests
{
    private static readonly ChildTrainingOptions Options = new()
    {
        Dataset = "digits", ValidationImages = 300, Epochs = 1, BatchSize = 64, StepSize = Schedule.Cosine(0.05),
        Filters = 4, Repeats = 1,
    };

    [Fact]
    public void A_cell_of_nasnet_is_trained_to_the_same_accuracy_each_time()
    {
        var (space, rng) = (SearchSpaces.Find("nasnet"), new Rng(1));
        using var evaluator = new ProcessEvaluator(space, Options);
        var genotype = space.Sample(ref rng);

        var result = evaluator.Evaluate(genotype, new SeedSequence(1), default);
        var again = evaluator.Evaluate(genotype, new SeedSequence(1), default);

        Assert.Equal(ChildStatus.Trained, result.Status);
        Assert.InRange(result.Accuracy, 0.05, 1);
        Assert.Equal(result with { Seconds = 0 }, again with { Seconds = 0 });
        var cost = CostModel.Of(evaluator.NetworkOf(genotype));
        Assert.Equal((cost.Parameters, cost.MultiplyAdds), (result.Parameters, result.MultiplyAdds));
        Assert.Equal(new(1, 8, 8), cost.Blueprint.Input);
    }

    [Fact]
    public void A_search_that_trains_is_the_same_with_one_worker_and_with_two()
    {
        Assert.Equal(Rewards(workers: 1), Rewards(workers: 2));

        static double[] Rewards(int workers)
        {
            var space = SearchSpaces.Find("toy");
            using var evaluator = new ProcessEvaluator(space, Options);
            using var team = new Pathwise.Numerics.Workers(workers);
            var search = new SearchLoop(
                new ArchitectureSearch.Strategies.RandomSearch(space, new() { BatchSize = 4 }), evaluator,
                new SearchReward(new()), new() { Children = 4 }, new SeedSequence(5), team);
            while (!search.IsFinished) search.RunBatch();
            return [.. search.Children.Select(child => child.Reward)];
        }
    }

    [Fact]
    public void A_lower_rung_is_a_shorter_training()
    {
        var (space, rng) = (SearchSpaces.Find("toy"), new Rng(1));
        var genotype = space.Sample(ref rng);
        using var halving = new ProcessEvaluator(space, Options with { Epochs = 3, Rungs = 2, Reduction = 3 });
        using var shorter = new ProcessEvaluator(space, Options);

        Assert.Equal(2, halving.Rungs);
        var low = halving.Evaluate(genotype, new SeedSequence(1), 0, default);
        var high = halving.Evaluate(genotype, new SeedSequence(1), default);
        Assert.Equal(shorter.Evaluate(genotype, new SeedSequence(1), default).Accuracy, low.Accuracy);
        Assert.NotEqual(low.Accuracy, high.Accuracy);
    }

    [Fact]
    public void A_space_without_networks_is_refused()
    {
        var space = new ChoiceSpace("mine", new Decision("layers", ["1", "2"]));
        var error = Assert.Throws<BadInputException>(() => new ProcessEvaluator(space, Options));
        Assert.Contains("does not say what network its choices make", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_set_that_is_missing_ends_the_search()
    {
        var (space, rng) = (SearchSpaces.Find("toy"), new Rng(1));
        using var evaluator = new ProcessEvaluator(space, Options with { Dataset = "digitz" });
        var genotype = space.Sample(ref rng);
        Assert.Throws<BadInputException>(() => evaluator.Evaluate(genotype, new SeedSequence(1), default));
    }
}
