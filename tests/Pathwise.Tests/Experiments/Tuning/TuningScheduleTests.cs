using Pathwise.Experiments.Tuning;

namespace Pathwise.Tests.Experiments.Tuning;

public sealed class TuningScheduleTests
{
    [Fact]
    public void Halving_lets_one_in_three_go_on_for_three_times_as_long()
    {
        var bracket = Assert.Single(TuningSchedule.Of(new() { Trials = 50 }, 100_000));
        Assert.Equal([new(11_112, 50), new(33_334, 16), new(100_000, 5)], bracket.Rungs);
        Assert.Equal((50 * 11_112L) + (16 * 22_222) + (5 * 66_666), bracket.Steps);
        Assert.Equal([11_112, 22_222, 66_666], Enumerable.Range(0, 3).Select(bracket.StepsTo));
    }

    /// <summary>R = 81, η = 3: the rungs of Li et al. (2018), table 1, where n = 81 begins.</summary>
    [Fact]
    public void Its_rungs_are_the_published_ones()
    {
        var bracket = Assert.Single(TuningSchedule.Of(new() { Trials = 81, LeastSteps = 1 }, 81));
        Assert.Equal([new(1, 81), new(3, 27), new(9, 9), new(27, 3), new(81, 1)], bracket.Rungs);
    }

    /// <summary>R = 81, η = 3: n = ⌈(K + 1) ηˢ / (s + 1)⌉ = 81, 34, 15, 8 and 5 in Li et al. (2018), algorithm 1; these
    /// are the shares of their sum, 143.</summary>
    [Fact]
    public void Hyperband_begins_with_many_short_trials_and_ends_with_few_long_ones()
    {
        var brackets = TuningSchedule.Of(
            new() { Trials = 143, LeastSteps = 1, Strategy = TuningStrategy.Hyperband }, 81);
        Assert.Equal([81, 34, 15, 8, 5], brackets.Select(bracket => bracket.Trials));
        Assert.Equal([0, 81, 115, 130, 138], brackets.Select(bracket => bracket.First));
        Assert.Equal([1, 3, 9, 27, 81], brackets.Select(bracket => bracket.Rungs[0].Steps));
        Assert.All(brackets, bracket => Assert.Equal(81, bracket.Rungs[^1].Steps));
        Assert.Equal([new(9, 15), new(27, 5), new(81, 1)], brackets[2].Rungs);
    }

    [Fact]
    public void Hyperband_of_few_trials_has_as_many_as_were_asked_for()
    {
        for (var trials = 1; trials < 30; trials++)
        {
            var brackets = TuningSchedule.Of(new() { Trials = trials, Strategy = TuningStrategy.Hyperband }, 9000);
            Assert.Equal(trials, brackets.Sum(bracket => bracket.Trials));
            Assert.All(brackets, bracket => Assert.True(bracket.Trials > 0));
        }
    }

    [Fact]
    public void Random_search_lets_every_trial_learn_to_the_end() => Assert.Equal(
        [new(5000, 7)],
        Assert.Single(TuningSchedule.Of(new() { Trials = 7, Strategy = TuningStrategy.Random }, 5000)).Rungs);

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0, 1)]
    [InlineData(3, 0, 2)]
    [InlineData(8, 0, 2)]
    [InlineData(9, 0, 3)]
    [InlineData(10_000, 0, 3)]
    [InlineData(10_000, 100_000, 1)]
    [InlineData(10_000, 40_000, 1)]
    [InlineData(10_000, 30_000, 2)]
    [InlineData(10_000, 100, 7)]
    [InlineData(2, 100, 7)]
    public void There_are_as_many_rungs_as_trials_or_least_steps_allow(int trials, long least, int rungs)
    {
        var bracket = Assert.Single(TuningSchedule.Of(new() { Trials = trials, LeastSteps = least }, 100_000));
        Assert.Equal(rungs, bracket.Rungs.Count);
        Assert.True(bracket.Rungs[0].Steps >= least);
        Assert.Equal(100_000, bracket.Rungs[^1].Steps);
        Assert.True(bracket.Rungs[^1].Trials >= 1);
    }

    [Fact]
    public void The_first_comparison_cannot_come_after_the_end() => Assert.Contains(
        "a whole run has 100", Assert.Throws<BadInputException>(() =>
            TuningSchedule.Of(new() { LeastSteps = 101 }, 100)).Message, StringComparison.Ordinal);
}
