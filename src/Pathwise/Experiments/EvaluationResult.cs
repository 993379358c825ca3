namespace Pathwise.Experiments;

/// <summary>What a policy earned in evaluation.</summary>
/// <param name="IsGreedy">Whether the most likely action was taken, or a sampled one.</param>
/// <param name="Returns">The undiscounted return of each episode, [episodes].</param>
/// <param name="Lengths">The steps of each episode, [episodes].</param>
/// <param name="Unfinished">Episodes that were given up; what they had earned counts as their return.</param>
/// <param name="Threshold">The mean return from which on the task counts as solved, or null if none is agreed
/// on.</param>
public sealed record EvaluationResult(
    bool IsGreedy,
    IReadOnlyList<double> Returns,
    IReadOnlyList<int> Lengths,
    int Unfinished,
    double? Threshold)
{
    /// <summary>n, the number of episodes.</summary>
    public int Episodes => Returns.Count;

    /// <summary>The mean return.</summary>
    public double Mean { get; } = Returns.Average();

    /// <summary>The returns' standard deviation, <c>√(Σ(G − Ḡ)² / n)</c>.</summary>
    public double Std { get; } = StandardDeviation(Returns);

    /// <summary>The least return.</summary>
    public double Min { get; } = Returns.Min();

    /// <summary>The greatest return.</summary>
    public double Max { get; } = Returns.Max();

    /// <summary>The mean number of steps.</summary>
    public double MeanLength { get; } = Lengths.Average();

    /// <summary>Whether the mean return is at least the environment's threshold; false where there is none.</summary>
    public bool IsSolved => Threshold is { } threshold && Mean >= threshold;

    /// <summary>The episodes of several evaluations as one.</summary>
    /// <param name="evaluations">At least one, all greedy or all sampled, in one environment.</param>
    public static EvaluationResult Pooled(IReadOnlyList<EvaluationResult> evaluations)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        ArgumentOutOfRangeException.ThrowIfZero(evaluations.Count, nameof(evaluations));
        return new(
            evaluations[0].IsGreedy,
            [.. evaluations.SelectMany(one => one.Returns)],
            [.. evaluations.SelectMany(one => one.Lengths)],
            evaluations.Sum(one => one.Unfinished),
            evaluations[0].Threshold);
    }

    private static double StandardDeviation(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Count);
    }
}
