using System.Globalization;

namespace Pathwise.Experiments.Tuning;

/// <summary>Numbers between two ends, both possible.</summary>
/// <remarks>Real numbers are rounded to four digits, so that tables can be read and a value can be typed again: on the
/// linear scale of the range's length, on that of the gap of what they lack of 1. Whole numbers have each the share of
/// the scale from half below to half above. Immutable.</remarks>
public sealed class NumberRange : ISettingRange
{
    private const int Digits = 4;
    private const int MostCounted = 64;

    private readonly double _from, _to;
    private readonly int _decimals;

    /// <summary>A range.</summary>
    /// <param name="low">The least number.</param>
    /// <param name="high">The greatest, above <paramref name="low"/>; below 1 on the scale of the gap.</param>
    /// <param name="scale">What is uniform.</param>
    /// <param name="isWhole">Whether numbers are whole.</param>
    /// <param name="before">What stands before each number: <c>"linear:"</c>.</param>
    /// <exception cref="ArgumentException">The ends are not in order, or have no place on the scale.</exception>
    public NumberRange(double low, double high, RangeScale scale, bool isWhole = false, string before = "")
    {
        ArgumentNullException.ThrowIfNull(before);
        if (!(low < high) || !double.IsFinite(high - low))
            throw new ArgumentException("the lower end comes first, and is below the upper one", nameof(low));
        if (scale == RangeScale.Logarithmic && low <= 0)
            throw new ArgumentException("a logarithmic range begins above 0", nameof(low));
        if (scale == RangeScale.Gap && high >= 1)
            throw new ArgumentException("a range that is logarithmic in the gap to 1 ends below 1", nameof(high));
        if (scale == RangeScale.Gap && isWhole)
            throw new ArgumentException("whole numbers have no gap to 1", nameof(scale));
        (Low, High, Scale, IsWhole, Before) = (low, high, scale, isWhole, before);
        var half = isWhole ? 0.5 : 0;
        (_from, _to) = (OnScale(low - half), OnScale(high + half));
        _decimals = Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(high - low)), 0, 15);
        Count = isWhole && high - low < MostCounted ? (int)(high - low) + 1 : 0;
    }

    /// <summary>The least number.</summary>
    public double Low { get; }

    /// <summary>The greatest number.</summary>
    public double High { get; }

    /// <summary>What stands before each number.</summary>
    public string Before { get; }

    /// <summary>On what scale numbers are equally likely.</summary>
    public RangeScale Scale { get; }

    /// <summary>Whether numbers are whole.</summary>
    public bool IsWhole { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>A place on the scale back to a number, and the other way round; decreasing for the gap.</summary>
    private double OnScale(double number) => Scale switch
    {
        RangeScale.Logarithmic => Math.Log(number),
        RangeScale.Gap => Math.Log(1 - number),
        _ => number,
    };

    /// <inheritdoc/>
    public string At(double position)
    {
        var place = _from + (position * (_to - _from));
        var number = IsWhole ? Math.Round(Scale == RangeScale.Logarithmic ? Math.Exp(place) : place) : Scale switch
        {
            RangeScale.Logarithmic => Rounded(Math.Exp(place)),
            RangeScale.Gap => (double)(1 - (decimal)Rounded(Math.Exp(place))),
            _ => Math.Round(place, _decimals),
        };
        return Before + Math.Clamp(number, Low, High).ToString("R", CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public double PositionOf(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var number = double.Parse(value.AsSpan(Before.Length), CultureInfo.InvariantCulture);
        return Math.Clamp((OnScale(number) - _from) / (_to - _from), 0, 1);
    }

    private static double Rounded(double number) => double.Parse(
        number.ToString($"G{Digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
