using Pathwise.Experiments.Tuning;

namespace Pathwise.Tests.Experiments.Tuning;

public sealed class TrialRankingTests
{
    [Fact]
    public void The_best_go_on_and_of_two_that_are_alike_the_first()
    {
        TrialResult[] results = [Of(4, 0, 7), Of(0, 0, 5), Of(3, 0, 7), Of(1, 0, 9), Of(2, 0, 5)];
        Assert.Equal([1, 3, 4, 0], TrialRanking.Promoted(results, 4));
        Assert.Equal([1, 3, 4, 0], TrialRanking.Promoted(results.Reverse(), 4));
    }

    [Fact]
    public void Who_broke_never_goes_on()
    {
        TrialResult[] results = [Of(0, 0, null), Of(1, 0, -1e9), Of(2, 0, null)];
        Assert.Equal([1], TrialRanking.Promoted(results, 3));
        Assert.Empty(TrialRanking.Promoted(results[..1], 1));
    }

    [Fact]
    public void Who_came_further_is_better_and_who_broke_is_last()
    {
        TrialResult[] results =
        [
            Of(0, 0, 500), Of(1, 0, 90), Of(2, 0, 80), Of(3, 0, null), Of(4, 0, 300),
            Of(1, 1, 60), Of(2, 1, null), Of(4, 1, 70),
        ];
        Assert.Equal([4, 1, 0, 2, 3], TrialRanking.Last(results).Select(result => result.Trial));
    }

    private static TrialResult Of(int trial, int rung, double? value) => new(
        trial, 0, rung, 100 * (rung + 1), [], [], value is null ? TrialStatus.Diverged : TrialStatus.Evaluated)
    {
        Value = value,
    };
}
