using Pathwise.Environments;
using Pathwise.Experiments;

namespace Pathwise.Tests.Experiments;

public sealed class AlgorithmCatalogTests
{
    private static readonly EnvironmentEntry CartPole = EnvironmentRegistry.Standard.Find("CartPole-v1");

    [Fact]
    public void An_algorithm_is_found_by_name_and_the_nearest_is_suggested()
    {
        Assert.Same(RandomSearch.Algorithm, RandomSearch.Catalog.Find("random-search"));
        Assert.Equal(
            "There is no algorithm 'randomsearch'; did you mean 'random-search'?",
            Assert.Throws<BadInputException>(() => RandomSearch.Catalog.Find("randomsearch")).Message);
    }

    [Fact]
    public void A_name_stands_for_one_algorithm() =>
        Assert.Throws<ArgumentException>(() => RandomSearch.Catalog.With(RandomSearch.Algorithm));

    [Fact]
    public void An_algorithm_makes_learners_only_from_good_options()
    {
        Assert.IsType<RandomSearch>(RandomSearch.Algorithm.Create(CartPole, new RandomSearchOptions(), new(1), 1000));
        Assert.Throws<BadInputException>(
            () => RandomSearch.Algorithm.Create(CartPole, new RandomSearchOptions { Scale = -1 }, new(1), 1000));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => RandomSearch.Algorithm.Create(CartPole, new RandomSearchOptions(), new(1), horizon: 0));
        Assert.Throws<ArgumentException>(() => RandomSearch.Algorithm.Create(CartPole, new object(), new(1), 1000));
    }

    [Fact]
    public void An_algorithm_refuses_actions_that_it_cannot_take()
    {
        var continuous = Algorithm.Of<RandomSearchOptions>(
            "continuous", "", "", ActionKinds.Continuous, RandomSearchOptions.Settings,
            (environment, options, seeds, _, _) => new RandomSearch(environment, options, seeds));
        Assert.False(continuous.Supports(CartPole));
        Assert.Equal(
            "The algorithm continuous cannot act in CartPole-v1, whose actions are choices; it needs real numbers.",
            Assert.Throws<BadInputException>(() => continuous.Create(CartPole, new RandomSearchOptions(), new(1),
                1)).Message);
    }

    [Fact]
    public void Every_standard_algorithm_explains_itself_and_its_options()
    {
        foreach (var algorithm in AlgorithmCatalog.Standard.All)
        {
            Assert.NotEmpty(algorithm.Summary);
            Assert.NotEmpty(algorithm.Source);
            Assert.NotEqual(ActionKinds.None, algorithm.Actions);
            Assert.Same(algorithm.DefaultOptions, algorithm.Settings.Validated(algorithm.DefaultOptions));
            Assert.All(algorithm.Settings.All, setting => Assert.NotEmpty(setting.Meaning));
        }
    }
}
