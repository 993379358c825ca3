using Pathwise.Figures.Published;

namespace Pathwise.Published.Tests;

[Trait("Source", "Sutton and Barto (2018), Figures 13.1 and 13.2")]
public sealed class Figure13Tests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("figure-13.1", 21)]
    [InlineData("figure-13.2", 14)]
    public void Every_row_is_within_four_standard_errors_of_the_reference(string id, int rows)
    {
        var report = PublishedFigures.Find(id).Reproduce();
        output.WriteLine(report.ToMarkdown());
        Assert.Equal(rows, report.Rows.Count);
        Assert.All(report.Rows, row => Assert.True(row.Within, row.ToString()));
    }

    [Fact]
    public void The_baseline_is_near_the_optimum_after_a_hundred_episodes_and_plain_reinforce_is_not()
    {
        var rows = PublishedFigures.Find("figure-13.2").Reproduce().Rows;
        double MeanOf(string line, string episodes) =>
            rows.Single(row => row.Name.Contains(line, StringComparison.Ordinal) && row.Name.EndsWith(episodes, StringComparison.Ordinal)).Here;
        Assert.InRange(MeanOf("baseline", "101–200"), -13, -11.6);       // v* = −11.66; the reference has −12.05 ± 0.02
        Assert.InRange(MeanOf("REINFORCE", "101–200"), -30, -20);        // the reference has −25.56 ± 0.05
    }
}
