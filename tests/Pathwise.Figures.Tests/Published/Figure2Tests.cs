using Pathwise.Bandits;
using Pathwise.Figures.Published;

namespace Pathwise.Figures.Tests.Published;

public sealed class Figure2Tests
{
    [Fact]
    public void A_reference_without_a_standard_error_has_that_of_its_runs_and_half_its_last_digit()
    {
        var rounded = new TestbedReference("reward", 1, 1000, 1.384, Runs: 20_000, LastDigit: 0.001);
        // Ours of 2000 runs, 0.013, is √10 times that of 20,000.
        Assert.Equal(Math.Sqrt((0.013 * 0.013 / 10) + (0.0005 * 0.0005)), rounded.StandardErrorGiven(0.013, 2000), 1e-12);
        Assert.Equal(0.004, new TestbedReference("reward", 1, 1000, 1.384, StandardError: 0.004).StandardErrorGiven(0.013, 2000));
    }

    [Fact]
    public void Every_reference_has_its_error_and_every_figure_its_references()
    {
        foreach (var id in (string[])["figure-2.2", "figure-2.3", "figure-2.4", "figure-2.5", "figure-2.6"])
            Assert.All(TestbedReference.Read(id + ".json").Values.SelectMany(rows => rows), row =>
            {
                Assert.True(row.What is "reward" or "optimal" && row.First >= 1 && row.Last >= row.First);
                Assert.True(row.StandardError > 0 ^ (row.LastDigit > 0 && row.Runs > 0));
            });
    }

    [Fact]
    public void The_peaks_of_the_parameter_study_come_in_the_books_order()
    {
        using var team = new TestbedTeam(26, null, TestContext.Current.CancellationToken);
        var curves = Figure2_6.Curves(team).ToDictionary(curve => curve.Name, curve => curve.Points);
        Assert.Equal(26, curves.Values.Sum(points => points.Length));

        (int Power, TestbedMean Reward) Peak(string name) => curves[name].MaxBy(point => point.Reward.Mean);
        var (greedy, gradient) = (Peak("ε-greedy"), Peak("gradient bandit"));
        var (ucb, optimistic) = (Peak("UCB"), Peak("greedy, optimistic, α = 0.1"));
        Assert.True(ucb.Reward.Mean > optimistic.Reward.Mean && optimistic.Reward.Mean > greedy.Reward.Mean);
        Assert.True(ucb.Reward.Mean > gradient.Reward.Mean && gradient.Reward.Mean > greedy.Reward.Mean);

        // Each is an inverted U: its ends lie below its peak by more than four standard errors, but UCB's, flat at the left.
        foreach (var (name, points) in curves)
        {
            var peak = Peak(name).Reward;
            bool IsBelow(TestbedMean end) => peak.Mean - end.Mean > 4 * Math.Sqrt((peak.StandardError * peak.StandardError) + (end.StandardError * end.StandardError));
            Assert.True(IsBelow(points[^1].Reward), name);
            Assert.True(name == "UCB" || IsBelow(points[0].Reward), name);
        }
    }
}
