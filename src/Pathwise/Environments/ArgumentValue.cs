using System.Globalization;

namespace Pathwise.Environments;

/// <summary>What an argument of an environment is set to: a number, or a text.</summary>
/// <remarks>A switch is the number 0 or 1. <c>default</c> is the number 0.</remarks>
public readonly record struct ArgumentValue
{
    private readonly double _number;

    /// <summary>A number.</summary>
    public ArgumentValue(double number) => _number = number;

    /// <summary>A text.</summary>
    public ArgumentValue(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        (_number, Text) = (double.NaN, text);
    }

    /// <summary>The number, or null for a text.</summary>
    public double? Number => Text is null ? _number : null;

    /// <summary>The text, or null for a number.</summary>
    public string? Text { get; }

    /// <summary>A number as a value.</summary>
    public static implicit operator ArgumentValue(double number) => new(number);

    /// <summary>A text as a value.</summary>
    public static implicit operator ArgumentValue(string text) => new(text);

    /// <summary>Reads a value as a user types it: a number if it is one, 1 for <c>true</c> and 0 for <c>false</c>, a
    /// text otherwise.</summary>
    public static ArgumentValue Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new(number)
        : bool.TryParse(text, out var isTrue) ? new(isTrue ? 1 : 0)
        : new ArgumentValue(text);

    /// <summary>As a user types it: <c>9.81</c>, <c>8x8</c>.</summary>
    public override string ToString() => Text ?? _number.ToString("R", CultureInfo.InvariantCulture);
}
