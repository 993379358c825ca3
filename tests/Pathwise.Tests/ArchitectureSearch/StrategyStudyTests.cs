using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Benchmarks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch;

public sealed class StrategyStudyTests
{
    private static readonly NasBench201Table Table = NasBench201Table.Load();

    /// <summary>Means over 500 searches of another implementation, with its s.d. The tolerance is four standard errors
    /// of the difference between two such means, and the half of the last printed digit.</summary>
    [Theory]
    [InlineData("random", NasBench201Dataset.Cifar10, 93.71, 0.37)]
    [InlineData("evolution", NasBench201Dataset.Cifar10, 93.92, 0.40)]
    [InlineData("random", NasBench201Dataset.Cifar100, 71.15, 1.03)]
    [InlineData("evolution", NasBench201Dataset.ImageNet16, 45.60, 1.03)]
    [InlineData("reinforce-nasbench201", NasBench201Dataset.Cifar10, 93.91, 0.32)]
    [InlineData("ppo-nasbench201", NasBench201Dataset.Cifar10, 93.90, 0.34)]
    public void A_hundred_children_reach_what_they_reach_elsewhere(
        string id, NasBench201Dataset set, double mean, double deviation)
    {
        using var workers = new Workers(2);
        var strategy = SearchStrategyCatalog.Standard.Find(id);
        var runs = new StrategyStudy(Table, CellSpace.Plain, set).Run(
            strategy, null, id, 500, 100, new SeedSequence(1), workers);
        Assert.InRange(
            runs.Last.Average(), mean - 0.005 - (4 * deviation * Math.Sqrt(2.0 / 500)),
                mean + 0.005 + (4 * deviation * Math.Sqrt(2.0 / 500)));
    }

    [Fact]
    public void Neither_threads_nor_the_number_of_searches_change_a_search()
    {
        var (study, evolution) = (new StrategyStudy(Table, CellSpace.Plain, NasBench201Dataset.Cifar10),
            SearchStrategyCatalog.Standard.Find("evolution"));
        using Workers alone = new(1), team = new(3);
        var few = study.Run(evolution, null, "few", 5, 40, new SeedSequence(7), alone);
        var many = study.Run(evolution, null, "many", 12, 40, new SeedSequence(7), team);
        Assert.Equal(few.Curves, many.Curves.Take(5));
    }

    [Fact]
    public void A_curve_is_the_test_accuracy_of_the_best_by_validation_so_far()
    {
        using var workers = new Workers(1);
        var runs = new StrategyStudy(Table, CellSpace.Plain, NasBench201Dataset.Cifar10).Run(
            SearchStrategyCatalog.Standard.Find("random"), null, "random", 3, 200, new SeedSequence(2), workers);
        Assert.Equal((3, 200), (runs.Runs, runs.Children));
        Assert.True(runs.After(1).Average() < runs.Last.Average());
        Assert.All(runs.Curves, curve => Assert.All(
            curve, value => Assert.Contains(value, Table.Test(NasBench201Dataset.Cifar10).ToArray())));
    }

    /// <summary>A strategy that learns from rewards of other networks does no better than one that learns nothing: its
    /// mean is not above random search's by more than 4 s.e.</summary>
    [Fact]
    public void Evolution_learns_nothing_from_shuffled_rewards()
    {
        using var workers = new Workers(2);
        var study = new StrategyStudy(Table, CellSpace.Plain, NasBench201Dataset.Cifar10) { IsNull = true };
        var (evolution, random) = (Last("evolution"), Last("random"));
        Assert.True(evolution.Average() < random.Average() + (4 * 0.4 * Math.Sqrt(2.0 / 100)));

        double[] Last(string id) =>
            study.Run(SearchStrategyCatalog.Standard.Find(id), null, id, 100, 100, new SeedSequence(3), workers).Last;
    }
}
