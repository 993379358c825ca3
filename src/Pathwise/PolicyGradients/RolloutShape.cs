namespace Pathwise.PolicyGradients;

/// <summary>What the arrays of a rollout have to be: [steps · n], one number a row, the last n rows ends.</summary>
internal static class RolloutShape
{
    /// <exception cref="ArgumentException">The lengths differ, are no multiple of n, or the rollout has no
    /// end.</exception>
    public static void Check(
        ReadOnlySpan<double> rewards, ReadOnlySpan<double> values, ReadOnlySpan<bool> ends,
        ReadOnlySpan<double> endValues, int environments, ReadOnlySpan<double> results)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(environments, 1);
        var rows = rewards.Length;
        if (values.Length != rows || ends.Length != rows || endValues.Length != rows || results.Length != rows
            || rows % environments != 0)
            throw new ArgumentException(
                $"A rollout in {environments} environments has as many values, ends, end values and results as "
                + $"rewards, a multiple of {environments}; got {values.Length}, {ends.Length}, {endValues.Length} "
                + $"and {results.Length} for {rows}.");
        if (rows > 0 && ends[^environments..].Contains(false))
            throw new ArgumentException("The last step of a rollout is an end in every environment.", nameof(ends));
    }
}
