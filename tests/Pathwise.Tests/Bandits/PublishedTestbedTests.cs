using System.Text.Json;
using Pathwise.Bandits;
using Pathwise.Numerics;
using Pathwise.Tests.Golden;

namespace Pathwise.Tests.Bandits;

/// <summary>Sutton &amp; Barto (2018), Figures 2.2 to 2.5: 2000 runs of 1000 steps.</summary>
public sealed class PublishedTestbedTests
{
    private const int StandardErrors = 4;

    [Theory]
    [InlineData("greedy", "0.0")]
    [InlineData("epsilon-greedy:0.01", "0.01")]
    [InlineData("epsilon-greedy:0.1", "0.1")]
    public void Figure_2_2_is_the_reference_within_four_combined_standard_errors(string strategy, string epsilon)
    {
        var result = Run(strategy, "gaussian");
        var golden = GoldenFile.Read("fig2_2").GetProperty("high_precision_runs_100000").GetProperty(epsilon);
        var steps = Numbers(golden, "steps");
        var (rewards, rewardErrors) = (Numbers(golden, "mean_reward"), Numbers(golden, "mean_reward_stderr"));
        var (optimal, optimalErrors) =
            (Numbers(golden, "optimal_action_fraction"), Numbers(golden, "optimal_action_stderr"));
        for (var i = 0; i < steps.Length; i++)
        {
            AssertNear(new(rewards[i], rewardErrors[i]), result.Reward.At((int)steps[i]));
            AssertNear(new(optimal[i], optimalErrors[i]), result.Optimal.At((int)steps[i]));
        }

        AssertNear(Number(golden, "last100_mean_reward"), result.Last.Reward);
        AssertNear(
            new(golden.GetProperty("last100_optimal_fraction").GetDouble(),
                golden.GetProperty("last100_optimal_stderr").GetDouble()),
            result.Last.Optimal);
    }

    /// <summary>The reference's own error is 0.004 in rewards and 0.0025 in shares (20,000 runs).</summary>
    [Theory]
    [InlineData("optimistic:5", "gaussian", 0.863, 1.306, 0.102, 0.297)]
    [InlineData("epsilon-greedy:0.1:step-size=0.1", "gaussian", 0.761, 1.252, 0.285, 0.456)]
    [InlineData("ucb:2", "gaussian", 0.855, 1.384, 0.101, 0.602)]
    [InlineData("ucb:1", "gaussian", 0.923, 1.480, 0.097, 0.774)]
    public void Figures_2_3_and_2_4_are_the_references(
        string strategy, string problem, double optimal, double reward, double optimalAt10, double optimalAt100)
    {
        var result = Run(strategy, problem);
        AssertNear(new(optimal, 0.0025), result.Optimal.At(1000));
        AssertNear(new(reward, 0.004), result.Whole.Reward);
        AssertNear(new(optimalAt10, 0.0025), result.Optimal.At(10));
        AssertNear(new(optimalAt100, 0.0035), result.Optimal.At(100));
    }

    /// <summary>q* around 4. The reference's own error is 0.0035 in shares.</summary>
    [Theory]
    [InlineData("gradient:0.1:inclusive=true", 0.855)]
    [InlineData("gradient:0.1:baseline=false", 0.491)]
    [InlineData("gradient:0.4:inclusive=true", 0.729)]
    [InlineData("gradient:0.4:baseline=false", 0.277)]
    public void Figure_2_5_is_the_reference(string strategy, double optimal) =>
        AssertNear(new(optimal, 0.0035), Run(strategy, "gaussian:mean=4").Optimal.At(1000));

    [Fact]
    public void Figure_2_5_begins_as_the_reference()
    {
        var slow = Run("gradient:0.1:inclusive=true", "gaussian:mean=4");
        AssertNear(new(0.110, 0.0025), slow.Optimal.At(10));
        AssertNear(new(0.475, 0.0035), slow.Optimal.At(100));
        var fast = Run("gradient:0.4:inclusive=true", "gaussian:mean=4");
        AssertNear(new(0.159, 0.0025), fast.Optimal.At(10));
        AssertNear(new(0.634, 0.0035), fast.Optimal.At(100));
    }

    private static TestbedResult Run(string strategy, string problem)
    {
        using var workers = new Workers(2);
        return Testbed.Run(
            BanditCatalog.Standard.Parse(strategy), BanditProblemCatalog.Standard.Parse(problem),
            seeds: new(2), workers: workers);
    }

    private static TestbedMean Number(JsonElement golden, string name) =>
        new(golden.GetProperty(name).GetDouble(), golden.GetProperty(name + "_stderr").GetDouble());

    private static double[] Numbers(JsonElement golden, string name) =>
        [.. golden.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    private static void AssertNear(TestbedMean expected, TestbedMean actual)
    {
        var combined = Math.Sqrt(
            (expected.StandardError * expected.StandardError) + (actual.StandardError * actual.StandardError));
        Assert.InRange(
            actual.Mean,
            expected.Mean - (StandardErrors * combined), expected.Mean + (StandardErrors * combined));
    }
}
