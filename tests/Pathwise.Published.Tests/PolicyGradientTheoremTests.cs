using Pathwise.Figures.Published;

namespace Pathwise.Published.Tests;

[Trait("Source", "Sutton and Barto (2018), Sections 13.2 to 13.4 and 13.6")]
public sealed class PolicyGradientTheoremTests(ITestOutputHelper output)
{
    [Fact]
    public void Three_ways_agree_and_the_estimate_has_the_exact_mean_and_variance()
    {
        var report = PublishedFigures.Find("policy-gradient-theorem").Reproduce();
        output.WriteLine(report.ToMarkdown());
        Assert.Equal(14, report.Rows.Count);
        Assert.All(report.Rows, row => Assert.True(row.Within, row.ToString()));
    }

    [Fact]
    public void Baselines_change_the_variance_in_the_order_of_what_they_know()
    {
        double[] variances =
        [
            .. PublishedFigures.Find("policy-gradient-theorem").Reproduce().Rows
                .Where(row => row.Name.EndsWith(": variance", StringComparison.Ordinal)).Select(row => row.Published),
        ];
        Assert.Equal(variances.OrderDescending(), variances);       // none, constant, v(s), optimal: 166, 118, 117, 116
        Assert.True(variances[0] > 1.3 * variances[3]);
    }
}
