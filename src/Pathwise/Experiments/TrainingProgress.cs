namespace Pathwise.Experiments;

/// <summary>How a training stands, for whoever watches.</summary>
/// <param name="Steps">Environment steps learned from.</param>
/// <param name="TotalSteps">Environment steps planned.</param>
/// <param name="Episodes">Episodes that have ended.</param>
/// <param name="Elapsed">Learning time, over all sessions of a resumed run.</param>
/// <param name="StepsPerSecond">Speed since this session began.</param>
/// <param name="MeanReturn">Mean return of the last 100 episodes, or of as many as there are; NaN before the first
/// ends.</param>
/// <param name="TimeLeft">At this speed, or null while it is unknown.</param>
public readonly record struct TrainingProgress(
    long Steps,
    long TotalSteps,
    long Episodes,
    TimeSpan Elapsed,
    double StepsPerSecond,
    double MeanReturn,
    TimeSpan? TimeLeft)
{
    /// <summary>Mean return of the last evaluation while learning, or null before one in this session.</summary>
    public double? LastEvaluation { get; init; }

    /// <summary>The greatest mean return of an evaluation while learning, or null likewise.</summary>
    public double? BestEvaluation { get; init; }
}
