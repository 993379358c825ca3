using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Benchmarks;
using Pathwise.ArchitectureSearch.Evaluators;
using Pathwise.ArchitectureSearch.Strategies;
using Pathwise.Randomness;

namespace Pathwise.Figures.Tests;

public sealed class SearchPictureTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(60, 0.3)]
    [InlineData(5000, 0)]
    public void A_search_of_any_length_is_drawn(int children, double failing)
    {
        var loop = Searched(children, failing);
        Assert.True(SearchPicture.Rewards("toy", loop.Children).ToSvg().Length > 1000);
        var archive = Archive(loop);
        Assert.True(SearchPicture.Front("toy", loop.Children, archive).ToSvg().Length > 1000);
    }

    [Fact]
    public void A_search_in_which_all_broke_still_has_its_rewards()
    {
        var loop = Searched(8, failing: 1);
        Assert.Empty(Archive(loop).Front);
        Assert.True(SearchPicture.Rewards("toy", loop.Children).ToPng().Length > 1000);
        Assert.Throws<ArgumentOutOfRangeException>(() => SearchPicture.Front("toy", loop.Children, Archive(loop)));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 7)]
    [InlineData(6, 20, 900)]
    public void Strategies_are_drawn_on_one_axis(int strategies, int runs, int children)
    {
        var rng = new Rng(1);
        var drawn = new List<StrategyRuns>();
        for (var i = 0; i < strategies; i++)
        {
            var curves = new double[runs][];
            for (var run = 0; run < runs; run++)
                curves[run] = [.. Enumerable.Range(0, children).Select(n => 94 - (4.0 / (n + 1)) - run)];
            drawn.Add(new($"strategy {i} {rng.NextInt32(9)}", curves));
        }

        Assert.True(StrategyPicture.Draw("table", drawn, 94.373).ToSvg().Length > 1000);
        Assert.Throws<ArgumentException>(() => StrategyPicture.Draw("none", [], 94.373));
        Assert.Throws<ArgumentException>(() => StrategyPicture.Draw("two", [drawn[0], new("b", [new double[999]])], 94));
    }

    private static ParetoArchive Archive(SearchLoop loop)
    {
        var archive = new ParetoArchive(CostKind.MultiplyAdds);
        foreach (var child in loop.Children) archive.Add(child);
        return archive;
    }

    private static SearchLoop Searched(int children, double failing)
    {
        var space = SearchSpaces.Find("toy");
        var loop = new SearchLoop(
            new RandomSearch(space, new() { BatchSize = 100 }), new SyntheticEvaluator(space, new() { Failing = failing }),
            new(), new() { Children = children }, new SeedSequence(1));
        while (!loop.IsFinished && loop.GivenUp is null) loop.RunBatch();
        return loop;
    }
}
