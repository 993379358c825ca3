using System.Globalization;

namespace Pathwise.Bandits.OffPolicy;

/// <summary>Where a value lies, with some probability.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Level">How often such intervals contain the true value: 0.95.</param>
public readonly record struct ConfidenceInterval(double Low, double High, double Level)
{
    /// <summary>Whether a value lies in it.</summary>
    /// <param name="value">The value.</param>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"[{Low:G4}, {High:G4}] at {100 * Level:G4} %");
}
