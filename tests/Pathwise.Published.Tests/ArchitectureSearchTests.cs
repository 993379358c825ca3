using Pathwise.Figures.Published;

namespace Pathwise.Published.Tests;

[Trait("Source", "Tan et al. (2019), Tan and Le (2019)")]
public sealed class ArchitectureSearchTests(ITestOutputHelper output)
{
    [Fact]
    public void The_target_only_scales_the_soft_reward_and_moves_the_hard_one()
    {
        var report = PublishedFigures.Find("mnasnet-reward").Reproduce();
        output.WriteLine(report.ToMarkdown());
        Assert.Equal(11, report.Rows.Count);
        Assert.All(report.Rows, row => Assert.True(row.Within, row.ToString()));
        var hard = report.Rows.Where(row => row.Name.StartsWith("hard", StringComparison.Ordinal));
        Assert.Equal(5, hard.Select(row => row.Here).Distinct().Count());
    }
}
