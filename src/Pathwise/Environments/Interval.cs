using Pathwise.Randomness;

namespace Pathwise.Environments;

/// <summary>The numbers from a least one up to a greatest one,
/// such as those that starting states are drawn from.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The greatest, ≥ Low.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Draws a number, uniform over [low, high).</summary>
    public double Sample(ref Rng rng) => rng.NextUniform(Low, High);
}
