using System.Globalization;

namespace Pathwise.Bandits;

/// <summary>The rewards that a problem gives, or that a strategy can learn from.</summary>
/// <param name="Least">The least reward.</param>
/// <param name="Most">The greatest reward.</param>
public readonly record struct RewardRange(double Least, double Most)
{
    /// <summary>Any reward whose square is a number, too: from −10¹⁵⁰ to 10¹⁵⁰.</summary>
    public static RewardRange Real { get; } = new(-1e150, 1e150);

    /// <summary>From 0 to 1.</summary>
    public static RewardRange Unit { get; } = new(0, 1);

    /// <summary>Whether a reward lies in the range; NaN does not.</summary>
    /// <param name="reward">The reward.</param>
    public bool Contains(double reward) => reward >= Least && reward <= Most;

    /// <summary>Whether all of another range lies in this one.</summary>
    /// <param name="other">The other range.</param>
    public bool Contains(RewardRange other) => other.Least >= Least && other.Most <= Most;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Least:R}, {Most:R}]");
}
