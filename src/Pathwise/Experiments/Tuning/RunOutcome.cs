namespace Pathwise.Experiments.Tuning;

/// <summary>What became of one run of a trial up to a rung.</summary>
/// <param name="Status">Whether it was evaluated.</param>
/// <param name="Trouble">Why it was not, or null.</param>
internal sealed record RunOutcome(TrialStatus Status, string? Trouble)
{
    /// <summary>Its greedy evaluation, or null.</summary>
    internal EvaluationResult? Evaluation { get; init; }

    /// <summary>Episodes that have ended while it learned.</summary>
    internal long Episodes { get; init; }

    /// <summary>How long it has learned.</summary>
    internal double Seconds { get; init; }
}
