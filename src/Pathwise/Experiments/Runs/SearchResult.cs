using Pathwise.ArchitectureSearch;

namespace Pathwise.Experiments.Runs;

/// <summary>What an architecture search has brought so far.</summary>
/// <param name="Status">How it ended, or stands.</param>
/// <param name="Children">All its children, in order.</param>
/// <param name="Archive">The front of accuracy and cost.</param>
/// <param name="Elapsed">Time, over all sessions of a resumed search.</param>
/// <param name="Trouble">Why it stopped early; null where it did not.</param>
public sealed record SearchResult(
    RunStatus Status, IReadOnlyList<Child> Children, ParetoArchive Archive, TimeSpan Elapsed, string? Trouble)
{
    /// <summary>The trained child of the highest reward, the first of equals; null if there is none.</summary>
    public Child? Best => Children
        .Where(child => child.Result.Status == ChildStatus.Trained)
        .MaxBy(child => child.Reward);

    /// <summary>Children whose result was that of an earlier one.</summary>
    public int Reused => Children.Count(child => child.SameAs is not null);

    /// <summary>Children that diverged.</summary>
    public int Diverged => Children.Count(child => child.Result.Status == ChildStatus.Diverged);

    /// <summary>Children that failed.</summary>
    public int Failed => Children.Count(child => child.Result.Status == ChildStatus.Failed);

    /// <summary>The rewards of the first tenth of the children, at least one.</summary>
    public IReadOnlyList<double> First => [.. Children.Take(Tenth).Select(child => child.Reward)];

    /// <summary>The rewards of the last tenth of the children, at least one.</summary>
    public IReadOnlyList<double> Last => [.. Children.TakeLast(Tenth).Select(child => child.Reward)];

    private int Tenth => Math.Max(1, Children.Count / 10);
}
