namespace Pathwise.Experiments;

/// <summary>How a policy is evaluated.</summary>
public sealed record EvaluationPlan
{
    /// <summary>Episodes to play, ≥ 1.</summary>
    /// <value>Default 100.</value>
    public int Episodes { get; init; } = 100;

    /// <summary>Whether the most likely action is taken (true), or a sampled one (false).</summary>
    /// <value>Default true.</value>
    public bool IsGreedy { get; init; } = true;

    /// <summary>Steps after which an episode is given up, even where the environment has no limit of its own, ≥
    /// 1.</summary>
    /// <value>Default 100,000: a policy that never reaches a goal must not be waited for.</value>
    public int MaxEpisodeSteps { get; init; } = 100_000;

    /// <summary>Checks the ranges.</summary>
    internal EvaluationPlan Validated()
    {
        if (Episodes < 1) throw new BadInputException(
            $"The number of evaluation episodes cannot be {Episodes}; it must be at least 1.");
        if (MaxEpisodeSteps < 1)
            throw new BadInputException(
                $"The longest evaluation episode cannot have {MaxEpisodeSteps} steps; it must have at least 1.");
        return this;
    }
}
