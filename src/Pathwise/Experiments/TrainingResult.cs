namespace Pathwise.Experiments;

/// <summary>How a training ended.</summary>
/// <param name="Status">Completed, interrupted or diverged.</param>
/// <param name="Steps">Environment steps learned from.</param>
/// <param name="Episodes">Episodes that have ended.</param>
/// <param name="Elapsed">Learning time, over all sessions of a resumed run.</param>
/// <param name="StepsPerSecond">Speed of the last session; 0 if it took no step.</param>
/// <param name="MeanReturn">Mean return of the last 100 episodes, or null if none has ended.</param>
/// <param name="TargetReached">Whether it stopped because a target was reached, of training episodes or of
/// evaluations.</param>
/// <param name="DivergedIn">What blew up, or null.</param>
public sealed record TrainingResult(
    RunStatus Status,
    long Steps,
    long Episodes,
    TimeSpan Elapsed,
    double StepsPerSecond,
    double? MeanReturn,
    bool TargetReached,
    string? DivergedIn)
{
    /// <summary>Why a callback ended it early, or null.</summary>
    public string? StopReason { get; init; }
}
