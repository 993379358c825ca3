namespace Pathwise.Experiments.Tuning;

/// <summary>The values of one option that a search tries, and how likely each is.</summary>
/// <remarks>A value's position is its share of the probability: positions of drawn values are uniform in [0, 1), so a
/// distance between positions means the same for steps sizes on a logarithmic scale as for a choice.</remarks>
public interface ISettingRange
{
    /// <summary>How many values there are, if they can be told apart; 0 where there are too many to count.</summary>
    int Count { get; }

    /// <summary>The value at a position, as a user would type it: the inverse of the distribution function.</summary>
    /// <param name="position">In [0, 1).</param>
    string At(double position);

    /// <summary>The position of a value: the middle of its share, where it has one.</summary>
    /// <param name="value">A value that <see cref="At"/> gives.</param>
    /// <returns>In [0, 1].</returns>
    double PositionOf(string value);
}
