using Pathwise.Bandits;

namespace Pathwise.Figures.Tests;

public sealed class BanditComparisonTests
{
    [Theory]
    [InlineData(3, 1)]
    [InlineData(1, 20)]
    [InlineData(20, 2500)]
    public void The_picture_names_every_strategy_on_every_panel(int runs, int steps)
    {
        var results = (string[])["greedy", "ucb:2"];
        var picture = BanditComparison.Draw("gaussian", [.. results.Select(name => (name, Result(name, runs, steps)))]);
        var svg = picture.ToSvg();
        Assert.True(picture.Height > 900 && svg.Length > 1000);
        Assert.Equal((0x89, 'P'), (picture.ToPng()[0], (char)picture.ToPng()[1]));
    }

    [Fact]
    public void Results_must_fit_on_one_axis()
    {
        Assert.Throws<ArgumentException>(() => BanditComparison.Draw("none", []));
        Assert.Throws<ArgumentException>(() =>
            BanditComparison.Draw("two", [("a", Result("greedy", 2, 10)), ("b", Result("greedy", 2, 11))]));
    }

    private static TestbedResult Result(string strategy, int runs, int steps) => Testbed.Run(
        BanditCatalog.Standard.Parse(strategy), new GaussianArms(), new() { Runs = runs, Steps = steps });
}
