using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Figures.Published;

namespace Pathwise.Published.Tests;

[Trait("Source", "Sutton and Barto (2018), Figures 3.2, 3.5, 4.1 to 4.3, 5.1 and 5.2")]
public sealed class DynamicProgrammingFiguresTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("figure-3.2", 25)]
    [InlineData("figure-3.5", 26)]
    [InlineData("figure-4.1", 99)]
    [InlineData("figure-4.2", 3)]
    [InlineData("figure-4.3", 4)]
    [InlineData("figure-5.1", 13)]
    [InlineData("figure-5.2", 4)]
    public void Every_number_is_the_printed_one(string id, int rows)
    {
        var report = PublishedFigures.Find(id).Reproduce();
        output.WriteLine(report.ToMarkdown());
        Assert.True(report.IsExact);
        Assert.Equal(rows, report.Rows.Count);
        Assert.All(report.Rows, row => Assert.True(row.Within, row.ToString()));
    }

    [Theory]
    [InlineData("FrozenLake-v1", 0.99, 0.542025932, 5e-10)]       // the tolerance is half of the last known digit
    [InlineData("FrozenLake-v1", 0.95, 0.180471578, 5e-10)]
    [InlineData("FrozenLake-v1", 0.9, 0.068890905, 5e-10)]
    [InlineData("FrozenLake-v1", 1.0, 14.0 / 17, 1e-9)]
    [InlineData("FrozenLake8x8-v1", 0.99, 0.414640362, 5e-10)]
    [InlineData("FrozenLake8x8-v1", 0.95, 0.048250204, 5e-10)]
    [InlineData("FrozenLake8x8-v1", 0.9, 0.006411114, 5e-10)]
    [InlineData("CliffWalking-v1", 1.0, -13, 1e-9)]
    [InlineData("Taxi-v4", 1.0, 7.93, 1e-9)]
    [InlineData("Taxi-v4", 0.99, 6.327464, 5e-7)]
    [InlineData("Taxi-v4", 0.9, -1.263323, 5e-7)]
    [InlineData("Blackjack-v1", 1.0, -0.043113, 5e-7)]
    public void Toy_texts_are_worth_what_is_known(string id, double gamma, double expected, double tolerance)
    {
        var process = EnvironmentRegistry.Standard.Find(id).Process!.WithGamma(gamma);
        Assert.Equal(expected, OptimalValues.Solve(process, tolerance: 1e-14).StartValue, tolerance);
    }
}
