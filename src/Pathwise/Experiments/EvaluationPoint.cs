namespace Pathwise.Experiments;

/// <summary>An evaluation of a policy while it was learning.</summary>
/// <param name="Steps">Environment steps that it had learned from.</param>
/// <param name="Episodes">Episodes that had ended.</param>
/// <param name="Result">What it earned.</param>
/// <param name="IsBest">Whether no evaluation before had a mean return as great.</param>
public sealed record EvaluationPoint(long Steps, long Episodes, EvaluationResult Result, bool IsBest);
