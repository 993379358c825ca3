namespace Pathwise.PolicyGradients;

/// <summary>Room for one number a row, which grows to the longest batch and then stays.</summary>
internal struct Scratch
{
    private double[]? _values;

    /// <summary>Room for <paramref name="rows"/> numbers; what it holds is undefined.</summary>
    public Span<double> Of(int rows)
    {
        if (_values is null || _values.Length < rows) _values = new double[Math.Max(rows, 2 * (_values?.Length ?? 0))];
        return _values.AsSpan(0, rows);
    }
}
