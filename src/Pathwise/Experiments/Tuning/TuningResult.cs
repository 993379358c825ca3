namespace Pathwise.Experiments.Tuning;

/// <summary>What a search has brought.</summary>
/// <param name="Status">How far it has come.</param>
/// <param name="Space">What was varied.</param>
/// <param name="Results">Each trial at each rung, in the order of the journal.</param>
public sealed record TuningResult(RunStatus Status, TuningSpace Space, IReadOnlyList<TrialResult> Results)
{
    /// <summary>All trials by their last results, best first, as <see cref="TrialRanking"/> says.</summary>
    public IReadOnlyList<TrialResult> Ranking { get; } = TrialRanking.Last(Results);

    /// <summary>The best trial, or null if none has a value.</summary>
    public TrialResult? Best => Ranking is [{ IsSound: true } best, ..] ? best : null;

    /// <summary>Trials that diverged.</summary>
    public int Diverged => Results.Count(result => result.Status == TrialStatus.Diverged);

    /// <summary>Trials that failed.</summary>
    public int Failed => Results.Count(result => result.Status == TrialStatus.Failed);

    /// <summary>How long all runs have learned, together.</summary>
    public TimeSpan LearningTime => TimeSpan.FromSeconds(Ranking.Sum(last => last.Seconds));

    /// <summary>Environment steps of all runs.</summary>
    public long Steps => Ranking.Sum(last => last.Steps * last.Seeds.Count);

    /// <summary>The first results of the bracket that has most: what importance is estimated from, since no selection
    /// precedes them.</summary>
    public IReadOnlyList<TrialResult> Widest =>
    [
        .. Results.Where(result => result.Rung == 0).GroupBy(result => result.Bracket)
            .MaxBy(bracket => bracket.Count()) ?? Enumerable.Empty<TrialResult>(),
    ];
}
