using Pathwise.Experiments.Runs;

namespace Pathwise.Experiments.Replication;

/// <summary>One seed of several.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Run">Its run.</param>
/// <param name="Result">How its training ended.</param>
/// <param name="Evaluation">What it earned, or null if it was interrupted, or diverged before its first
/// checkpoint.</param>
public sealed record Replicate(ulong Seed, Run Run, TrainingResult Result, EvaluationResult? Evaluation);
