namespace Pathwise.Bandits.OffPolicy;

/// <summary>What a service logged: which arm was chosen, how probable that was, and the reward that came.</summary>
/// <remarks>Every row is checked once, when the log is made. Immutable, so safe for concurrent use.</remarks>
public sealed class LoggedDecisions
{
    private readonly int[] _chosen;
    private readonly double[] _propensities;
    private readonly double[] _rewards;

    /// <inheritdoc cref="LoggedDecisions"/>
    /// <param name="arms">K, the number of arms there were, ≥ 1.</param>
    /// <param name="chosen">a, the arm of each row, [n], n ≥ 2.</param>
    /// <param name="propensities">p = P(A = a) when it was chosen, in (0, 1], [n]: what
    /// <see cref="Choice.Propensity"/> said then.</param>
    /// <param name="rewards">r, finite, [n].</param>
    /// <exception cref="BadInputException">A row cannot be used; the sentence says which, the first being row
    /// 0.</exception>
    public LoggedDecisions(
        int arms, ReadOnlySpan<int> chosen, ReadOnlySpan<double> propensities, ReadOnlySpan<double> rewards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(arms, 1);
        if (chosen.Length < 2 || propensities.Length != chosen.Length || rewards.Length != chosen.Length)
            throw new BadInputException(
                $"A log must have at least 2 rows, each with an arm, a propensity and a reward; this has "
                + $"{chosen.Length} arms, {propensities.Length} propensities and {rewards.Length} rewards.");
        for (var i = 0; i < chosen.Length; i++)
        {
            if ((uint)chosen[i] >= (uint)arms)
                throw Bad(i, $"the arm {chosen[i]}", $"there are the arms 0 to {arms - 1}");
            if (!(propensities[i] is > 0 and <= 1))
                throw Bad(i, $"the propensity {propensities[i]}", "it must be above 0 and at most 1; log the "
                    + "probability that the arm had when it was chosen");
            if (!double.IsFinite(rewards[i]))
                throw Bad(i, $"the reward {rewards[i]}", "it must be finite");
        }

        Arms = arms;
        (_chosen, _propensities, _rewards) = (chosen.ToArray(), propensities.ToArray(), rewards.ToArray());
    }

    /// <summary>K, the number of arms.</summary>
    public int Arms { get; }

    /// <summary>n, the number of rows.</summary>
    public int Count => _chosen.Length;

    /// <summary>a, the arm of each row, [n].</summary>
    public ReadOnlySpan<int> Chosen => _chosen;

    /// <summary>p, how probable that was, [n].</summary>
    public ReadOnlySpan<double> Propensities => _propensities;

    /// <summary>r, what it brought, [n].</summary>
    public ReadOnlySpan<double> Rewards => _rewards;

    private static BadInputException Bad(int row, FormattableString has, string wanted) =>
        new($"Row {row} of the log (the first is row 0) has {FormattableString.Invariant(has)}; {wanted}.");
}
