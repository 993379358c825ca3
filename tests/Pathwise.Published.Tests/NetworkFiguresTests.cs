using Pathwise.Figures.Published;

namespace Pathwise.Published.Tests;

[Trait("Source", "Zoph et al. (2018), Figure 4 and Tables 1 to 3; Tan and Le (2019), Table 1")]
public sealed class NetworkFiguresTests
{
    [Theory]
    [InlineData("nasnet-cells", 5)]
    [InlineData("efficientnet-table-1", 29)]
    public void Every_printed_number_comes_out(string id, int rows)
    {
        var report = PublishedFigures.Find(id).Reproduce();
        Assert.Equal(rows, report.Rows.Count);
        Assert.All(report.Rows, row => Assert.True(row.Within, row.ToString()));
    }
}
