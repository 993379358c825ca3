using System.Globalization;

namespace Pathwise.Experiments;

/// <summary>How often a policy is evaluated while it learns, and what that decides.</summary>
/// <param name="Every">Environment steps between two evaluations, ≥ 1.</param>
public sealed record EvaluationSchedule(long Every)
{
    /// <summary>Episodes to play, ≥ 1.</summary>
    /// <value>Default 10.</value>
    public int Episodes { get; init; } = 10;

    /// <summary>Whether the most likely action is taken (true), or a sampled one (false).</summary>
    /// <value>Default true.</value>
    public bool IsGreedy { get; init; } = true;

    /// <summary>Ends the training once an evaluation's mean return is at least this; null: never.</summary>
    public double? TargetReturn { get; init; }

    /// <summary>Ends the training after so many evaluations in a row that are no better than the best, ≥ 1; null:
    /// never.</summary>
    public int? Patience { get; init; }

    /// <summary>Checks the ranges.</summary>
    internal EvaluationSchedule Validated()
    {
        if (Every < 1)
            throw new BadInputException($"The steps between two evaluations cannot be {Every}; at least 1 must pass.");
        if (Episodes < 1) throw new BadInputException(
            $"The number of evaluation episodes cannot be {Episodes}; it must be at least 1.");
        if (TargetReturn is { } target && !double.IsFinite(target))
            throw new BadInputException(string.Create(
                CultureInfo.InvariantCulture, $"The evaluation's target cannot be {target}; it must be finite."));
        return Patience is < 1
            ? throw new BadInputException($"The patience cannot be {Patience}; it must be at least 1 evaluation.")
            : this;
    }
}
