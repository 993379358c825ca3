namespace Pathwise.Experiments.Tuning;

/// <summary>Which trials are better.</summary>
/// <remarks>One that has a value is better than one that diverged or failed; the greater value is better; of two that
/// are alike, the one that was drawn first. So a ranking depends on no order of completion.</remarks>
public static class TrialRanking
{
    /// <summary>The trials of a rung that go on, best first.</summary>
    /// <param name="results">Of one rung.</param>
    /// <param name="count">How many go on, if so many have a value.</param>
    public static IReadOnlyList<int> Promoted(IEnumerable<TrialResult> results, int count) =>
    [
        .. results.Where(result => result.IsSound)
            .OrderByDescending(result => result.Value).ThenBy(result => result.Trial)
            .Take(count).Select(result => result.Trial),
    ];

    /// <summary>All trials by their last results: who came further is better, and who broke is last.</summary>
    /// <param name="results">Of any rungs.</param>
    public static IReadOnlyList<TrialResult> Last(IEnumerable<TrialResult> results) =>
    [
        .. results.GroupBy(result => result.Trial).Select(trial => trial.MaxBy(result => result.Rung)!)
            .OrderByDescending(result => result.IsSound)
            .ThenByDescending(result => result.Steps)
            .ThenByDescending(result => result.Value)
            .ThenBy(result => result.Trial),
    ];
}
