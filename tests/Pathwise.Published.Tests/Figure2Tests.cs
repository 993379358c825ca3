using Pathwise.Figures.Published;

namespace Pathwise.Published.Tests;

[Trait("Source", "Sutton and Barto (2018), Figures 2.1 to 2.6")]
public sealed class Figure2Tests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("figure-2.1", 5)]
    [InlineData("figure-2.2", 24)]
    [InlineData("figure-2.3", 14)]
    [InlineData("figure-2.4", 21)]
    [InlineData("figure-2.5", 8)]
    [InlineData("figure-2.6", 6)]
    public void Every_row_is_within_four_standard_errors_of_the_reference(string id, int rows)
    {
        var report = PublishedFigures.Find(id).Reproduce();
        output.WriteLine(report.ToMarkdown());
        Assert.Equal(rows, report.Rows.Count);
        Assert.All(report.Rows, row => Assert.True(row.Within, row.ToString()));
    }

    [Fact]
    public void Strategies_end_in_the_books_order()
    {
        var rows = PublishedFigures.Find("figure-2.2").Reproduce().Rows;
        double Last(string line) => rows.Single(row => row.Name == $"{line}, reward in steps 901–1000").Here;
        Assert.True(Last("ε = 0.1") > Last("ε = 0.01") && Last("ε = 0.01") > Last("ε = 0, greedy"));

        rows = PublishedFigures.Find("figure-2.5").Reproduce().Rows;
        double[] optimal = [.. rows.Where(row => row.Name.EndsWith("step 1000", StringComparison.Ordinal)).Select(row => row.Here)];
        Assert.Equal(optimal.OrderDescending(), optimal);        // α = 0.1 and 0.4 with the baseline, then without
    }
}
