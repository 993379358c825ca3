namespace Pathwise.Cli.Mdp;

/// <summary>What one seed learned, beside what is exact.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Steps">Environment steps that were learned from.</param>
/// <param name="Episodes">Episodes that ended.</param>
/// <param name="Diverged">What blew up, or null.</param>
/// <param name="Points">What was noted on the way, evenly in steps; the last is the end.</param>
/// <param name="GreedyValue">The exact value of the greedy policy at the start; null where it may never end, or the
/// process is not known.</param>
internal sealed record LearnedCurve(
    ulong Seed, long Steps, long Episodes, string? Diverged, IReadOnlyList<LearnedPoint> Points, double? GreedyValue)
{
    /// <summary>The mean return of the last tenth of the run; NaN where no episode ended.</summary>
    public double LateReturn =>
        Points.Where(point => point.Steps > 0.9 * Steps).Select(point => point.Return).Where(double.IsFinite)
            .DefaultIfEmpty(double.NaN).Average();
}

/// <summary>A moment of learning.</summary>
/// <param name="Steps">Environment steps so far.</param>
/// <param name="Return">The mean return of the episodes that ended since the point before; NaN if none did.</param>
/// <param name="ValueError">The root mean square of <c>max_a Q(s, a) − v_*(s)</c> over the states that can be
/// reached; NaN where v_* is not known.</param>
internal readonly record struct LearnedPoint(long Steps, double Return, double ValueError);
