using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Pathwise.Networks;

/// <summary>A number that changes over a run, such as a step size:
/// a function of the fraction of the run that is done.</summary>
/// <remarks>
/// <para>As text: <c>0.01</c> for a constant; <c>linear:0.01:0</c>, <c>exponential:0.1:0.001</c> and
/// <c>cosine:0.01:0</c> from a first to a last value (the last is 0 where it is left out); <c>steps:0.01,0.5=0.001</c>
/// for a first value and others from a fraction on.</para>
/// <para>Immutable.</para>
/// </remarks>
public sealed class Schedule : IParsable<Schedule>, IEquatable<Schedule>
{
    private readonly Shape _shape;
    private readonly (double From, double Value)[] _points;

    private Schedule(Shape shape, params (double From, double Value)[] points) => (_shape, _points) = (shape, points);

    private enum Shape
    {
        Steps,
        Linear,
        Exponential,
        Cosine,
    }

    /// <summary>The same value throughout.</summary>
    /// <param name="value">The value.</param>
    public static Schedule Constant(double value) => new(Shape.Steps, (0, value));

    /// <summary><c>a + (b − a) x</c>.</summary>
    /// <param name="first">a, the value at the start.</param>
    /// <param name="last">b, the value at the end.</param>
    public static Schedule Linear(double first, double last = 0) => new(Shape.Linear, (0, first), (1, last));

    /// <summary><c>a (b / a)ˣ</c>.</summary>
    /// <param name="first">a, the value at the start, > 0.</param>
    /// <param name="last">b, the value at the end, > 0.</param>
    public static Schedule Exponential(double first, double last)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(last);
        return new(Shape.Exponential, (0, first), (1, last));
    }

    /// <summary><c>b + ½ (a − b)(1 + cos πx)</c>.</summary>
    /// <param name="first">a, the value at the start.</param>
    /// <param name="last">b, the value at the end.</param>
    public static Schedule Cosine(double first, double last = 0) => new(Shape.Cosine, (0, first), (1, last));

    /// <summary>A first value, and others that hold from a fraction of the run on.</summary>
    /// <param name="first">The value at the start.</param>
    /// <param name="later">Fractions, in (0, 1] and rising, and the values from there on.</param>
    public static Schedule Steps(double first, params ReadOnlySpan<(double From, double Value)> later)
    {
        var before = 0.0;
        foreach (var (from, _) in later)
        {
            if (!(from > before && from <= 1))
                throw new ArgumentException(
                    $"The fractions must rise within (0, 1]; {from} comes after {before}.", nameof(later));
            before = from;
        }

        return new(Shape.Steps, [(0, first), .. later]);
    }

    /// <summary>The value at a point of the run.</summary>
    /// <param name="fraction">x, how much of the run is done, in [0, 1].</param>
    public double At(double fraction)
    {
        var (a, b) = (_points[0].Value, _points[^1].Value);
        return _shape switch
        {
            Shape.Linear => a + ((b - a) * fraction),
            Shape.Exponential => a * Math.Pow(b / a, fraction),
            Shape.Cosine => b + (0.5 * (a - b) * (1 + Math.Cos(Math.PI * fraction))),
            _ => LastFrom(fraction),
        };
    }

    /// <inheritdoc/>
    public static Schedule Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var schedule) ? schedule : throw new FormatException(
            $"'{s}' is no schedule; "
            + "write a number, linear:0.01:0, exponential:0.1:0.001, cosine:0.01:0 or steps:0.01,0.5=0.001.");

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Schedule result)
    {
        result = null;
        var parts = (s ?? "").Split(':');
        if (parts.Length == 1 && TryNumber(parts[0], out var constant))
            result = Constant(constant);
        else if (parts is ["steps", var steps])
            result = ParseSteps(steps.Split(','));
        else if (parts.Length is 2 or 3 && TryNumber(parts[1], out var first))
            result = FromEnds(parts[0], first, parts.Length == 3 ? parts[2] : "0");
        return result is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => _shape switch
    {
        Shape.Steps when _points.Length == 1 => Text(_points[0].Value),
        Shape.Steps =>
            $"steps:{Text(_points[0].Value)},"
            + $"{string.Join(',', _points[1..].Select(p => $"{Text(p.From)}={Text(p.Value)}"))}",
        Shape.Linear => $"linear:{Text(_points[0].Value)}:{Text(_points[1].Value)}",
        Shape.Exponential => $"exponential:{Text(_points[0].Value)}:{Text(_points[1].Value)}",
        _ => $"cosine:{Text(_points[0].Value)}:{Text(_points[1].Value)}",
    };

    /// <inheritdoc/>
    public bool Equals(Schedule? other) =>
        other is not null && _shape == other._shape && _points.AsSpan().SequenceEqual(other._points);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Schedule);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_shape, _points[0], _points[^1]);

    private static Schedule? FromEnds(string shape, double first, string lastText) =>
        !TryNumber(lastText, out var last) ? null : shape switch
    {
        "linear" => Linear(first, last),
        "cosine" => Cosine(first, last),
        "exponential" when first > 0 && last > 0 => Exponential(first, last),
        _ => null,
    };

    private static Schedule? ParseSteps(string[] parts)
    {
        if (!TryNumber(parts[0], out var first)) return null;
        var points = new List<(double From, double Value)> { (0, first) };
        foreach (var part in parts[1..])
        {
            var pair = part.Split('=');
            if (pair.Length != 2 || !TryNumber(pair[0], out var from) || !TryNumber(pair[1], out var value))
                return null;
            if (from <= points[^1].From || from > 1) return null;
            points.Add((from, value));
        }

        return new(Shape.Steps, [.. points]);
    }

    private static bool TryNumber(string text, out double value)
    {
        var powers = text.Split('^');                                            // 2^-13, as books write step sizes
        value = 0;
        if (powers.Length > 2
            || !double.TryParse(powers[0], NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return false;
        if (powers.Length == 1) return double.IsFinite(value);
        if (!double.TryParse(powers[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var exponent))
            return false;
        value = Math.Pow(value, exponent);
        return double.IsFinite(value);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private double LastFrom(double fraction)
    {
        var value = _points[0].Value;
        foreach (var point in _points)
            if (fraction >= point.From) value = point.Value;
        return value;
    }
}
