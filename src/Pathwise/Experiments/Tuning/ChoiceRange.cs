namespace Pathwise.Experiments.Tuning;

/// <summary>A few values, each as likely as the others.</summary>
/// <remarks>Immutable.</remarks>
public sealed class ChoiceRange : ISettingRange
{
    private readonly string[] _values;

    /// <summary>A choice.</summary>
    /// <param name="values">At least two, all different, in the order in which pictures show them.</param>
    public ChoiceRange(IEnumerable<string> values)
    {
        _values = [.. values];
        if (_values.Length < 2 || _values.Distinct(StringComparer.Ordinal).Count() < _values.Length)
            throw new ArgumentException("a choice has at least two values, and none of them twice", nameof(values));
    }

    /// <summary>The values.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public string At(double position) => _values[Math.Min((int)(position * Count), Count - 1)];

    /// <inheritdoc/>
    public double PositionOf(string value)
    {
        var index = Array.IndexOf(_values, value);
        return index >= 0 ? (index + 0.5) / Count : throw new ArgumentException(
            $"'{value}' is none of {string.Join(", ", _values)}.", nameof(value));
    }
}
