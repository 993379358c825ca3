using Pathwise.Figures.Published;

namespace Pathwise.Published.Tests;

[Trait("Source", "Dong and Yang (2020), Tan et al. (2019), Tan and Le (2019)")]
public sealed class ArchitectureSearchTests(ITestOutputHelper output)
{
    [Fact]
    public void Strategies_reach_on_the_table_what_they_reach_elsewhere_and_shuffled_rewards_teach_nothing()
    {
        var report = PublishedFigures.Find("nas-bench-201").Reproduce();
        output.WriteLine(report.ToMarkdown());
        Assert.Equal(22, report.Rows.Count);
        Assert.All(report.Rows, row => Assert.True(row.Within, row.ToString()));
    }

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
