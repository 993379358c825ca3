namespace Pathwise.Experiments.Tuning;

/// <summary>What a trial was worth at a rung: a line of <c>trials.jsonl</c>.</summary>
/// <param name="Trial">The trial's number, from 0.</param>
/// <param name="Bracket">The bracket's number.</param>
/// <param name="Rung">The rung's number within the bracket.</param>
/// <param name="Steps">The steps of the rung; each run has taken these, and at most an update's more.</param>
/// <param name="Values">The value of each option that is varied.</param>
/// <param name="Seeds">The seed of each run.</param>
/// <param name="Status">Whether it has a value.</param>
public sealed record TrialResult(
    int Trial, int Bracket, int Rung, long Steps, IReadOnlyList<string> Values, IReadOnlyList<ulong> Seeds,
    TrialStatus Status)
{
    /// <summary>What it is worth; null if it diverged or failed.</summary>
    public double? Value { get; init; }

    /// <summary>The mean return of each run's greedy evaluation, where it has one.</summary>
    public IReadOnlyList<double?> Means { get; init; } = [];

    /// <summary>What blew up, or why it failed; null if it has a value.</summary>
    public string? Trouble { get; init; }

    /// <summary>Episodes that have ended while its runs learned.</summary>
    public long Episodes { get; init; }

    /// <summary>How long its runs have learned, together.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether it has a value, and may go on.</summary>
    public bool IsSound => Status == TrialStatus.Evaluated;
}
