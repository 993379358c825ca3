using Pathwise.Experiments.Runs;

namespace Pathwise.Experiments.Replication;

/// <summary>One seed of several: how its training ended, and what its policy earns.</summary>
/// <param name="Run">Its run.</param>
/// <param name="Training">How its training ended.</param>
/// <param name="Greedy">What its policy earns with its most likely actions, or null if it was interrupted, or diverged
/// before its first checkpoint.</param>
/// <param name="Sampled">What it earns with sampled actions, or null likewise.</param>
public sealed record Replicate(Run Run, TrainingResult Training, EvaluationResult? Greedy, EvaluationResult? Sampled)
{
    /// <summary>Whether the greedy policy's mean return is at least the environment's threshold.</summary>
    public bool IsSolved => Greedy is { IsSolved: true };

    /// <summary>Whether it was asked to stop before it had learned everything and was evaluated.</summary>
    public bool IsInterrupted =>
        Training.Status == RunStatus.Interrupted || (Greedy is null && Training.Status == RunStatus.Completed);
}
