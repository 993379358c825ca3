using Pathwise.Figures.Published;

namespace Pathwise.Published.Tests;

[Trait("Source", "Kingma and Welling (2014); Burda, Grosse and Salakhutdinov (2016)")]
public sealed class VariationalBoundTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("reparametrization", 6)]
    [InlineData("jensen", 9)]
    public void Every_row_is_within_four_standard_errors_of_the_exact_number(string id, int rows)
    {
        var report = PublishedFigures.Find(id).Reproduce();
        output.WriteLine(report.ToMarkdown());
        Assert.Equal(rows, report.Rows.Count);
        Assert.All(report.Rows, row => Assert.True(row.Within, row.ToString()));
    }

    [Fact]
    public void Variances_are_measured_within_three_per_cent() =>
        Assert.All(
            PublishedFigures.Find("reparametrization").Reproduce().Rows.Where(row => row.Name.EndsWith("variance", StringComparison.Ordinal)),
            row => Assert.InRange(row.Here / row.Published, 0.97, 1.03));

    [Fact]
    public void A_bound_grows_with_its_draws_and_stays_below_the_evidence()
    {
        var rows = PublishedFigures.Find("jensen").Reproduce().Rows;
        foreach (var q in rows.Where(row => !row.Name.Contains("N(1", StringComparison.Ordinal)).GroupBy(row => row.Name.Split(", k")[0]))
        {
            var bounds = q.Select(row => row.Here).ToArray();
            Assert.Equal(bounds.Order(), bounds);
            Assert.All(bounds, bound => Assert.True(bound < -2.2655121234846454));
        }
    }
}
