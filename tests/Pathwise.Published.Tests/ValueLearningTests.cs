using System.Collections.Concurrent;
using Pathwise.Figures.Published;

namespace Pathwise.Published.Tests;

[Trait("Source", "Sutton and Barto (2018), Examples 6.2 and 6.6, Figures 6.5 and 7.2")]
public sealed class ValueLearningTests(ITestOutputHelper output)
{
    private static readonly ConcurrentDictionary<string, Lazy<FigureReport>> Reports = new();

    [Theory]
    [InlineData("example-6.2", 21)]
    [InlineData("figure-6.5", 8)]
    [InlineData("example-6.6", 8)]
    [InlineData("figure-7.2", 30)]
    public void Every_row_is_within_four_standard_errors_of_the_reference(string id, int rows)
    {
        var report = Report(id);
        output.WriteLine(report.ToMarkdown());
        Assert.Equal(rows, report.Rows.Count);
        Assert.All(report.Rows, row => Assert.True(row.Within, row.ToString()));
    }

    /// <summary>"The TD method was consistently better than the MC method on this task" (p. 125).</summary>
    [Fact]
    public void On_the_random_walk_the_best_TD_is_better_than_the_best_Monte_Carlo()
    {
        var rows = Report("example-6.2").Rows;
        foreach (var episodes in (int[])[10, 25, 100])
        {
            FigureRow Best(string method) => rows.Where(row => row.Name.StartsWith(method, StringComparison.Ordinal)
                && row.Name.EndsWith($"after {episodes} episodes", StringComparison.Ordinal)).MinBy(row => row.Here)!;
            AssertBelow(Best("TD"), Best("MC"));
        }
    }

    /// <summary>"Methods with an intermediate value of n worked best" (p. 145).</summary>
    [Fact]
    public void On_the_walk_of_19_states_four_steps_are_better_than_one_and_than_many()
    {
        var rows = Report("figure-7.2").Rows;
        FigureRow Best(int n) => rows.Where(row => row.Name.StartsWith($"n = {n},", StringComparison.Ordinal)).MinBy(row => row.Here)!;
        Assert.All((int[])[1, 16, 64], n => AssertBelow(Best(4), Best(n)));
    }

    /// <summary>Online, Sarsa is better than Q-learning at the cliff: about −25 against −50 (p. 132).</summary>
    [Fact]
    public void At_the_cliff_Sarsa_earns_more_while_it_learns()
    {
        var rows = Report("example-6.6").Rows;
        FigureRow Late(string method) => rows.Single(row => row.Name == $"{method}, episodes 101–500");
        AssertBelow(Late("Q-learning"), Late("Sarsa"));
        Assert.InRange(Late("Sarsa").Here, -30, -20);           // as far as the printed curves can be read
        Assert.InRange(Late("Q-learning").Here, -55, -45);
    }

    /// <summary>Computed once, however many tests read it.</summary>
    private static FigureReport Report(string id) =>
        Reports.GetOrAdd(id, _ => new(() => PublishedFigures.Find(id).Reproduce())).Value;

    private static void AssertBelow(FigureRow low, FigureRow high) => Assert.True(
        high.Here - low.Here > FigureRow.StandardErrors * Math.Sqrt(
            (low.StandardError * low.StandardError) + (high.StandardError * high.StandardError)), $"{low}\n{high}");
}
