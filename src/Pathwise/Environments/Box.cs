using System.Globalization;
using Pathwise.Randomness;

namespace Pathwise.Environments;

/// <summary>Vectors of real numbers between two bounds, component by component; a bound may be infinite.</summary>
public sealed record Box : Space
{
    private readonly float[] _low;
    private readonly float[] _high;

    /// <inheritdoc cref="Box"/>
    /// <param name="low">The least values, [size]; −∞ where there is none.</param>
    /// <param name="high">The greatest values, [size]; ∞ where there is none.</param>
    /// <exception cref="ArgumentException">There is no component, the lengths differ, a bound is NaN,
    /// or low &gt; high.</exception>
    public Box(IReadOnlyList<float> low, IReadOnlyList<float> high)
    {
        ArgumentNullException.ThrowIfNull(low);
        ArgumentNullException.ThrowIfNull(high);
        (_low, _high) = ([.. low], [.. high]);
        if (_low.Length == 0 || _low.Length != _high.Length)
            throw new ArgumentException(
                $"A box needs as many low as high bounds, at least one; got {_low.Length} and {_high.Length}.",
                nameof(high));
        for (var i = 0; i < _low.Length; i++)
            if (!(_low[i] <= _high[i]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"Bounds {i} of the box are {_low[i]} and {_high[i]}; the low one must not be above the high one."),
                    nameof(low));
    }

    /// <summary>A box with the same two bounds in every component.</summary>
    /// <param name="low">The least value; −∞ if there is none.</param>
    /// <param name="high">The greatest value; ∞ if there is none.</param>
    /// <param name="size">Components, ≥ 1.</param>
    public Box(float low, float high, int size) : this(Repeated(low, size), Repeated(high, size)) { }

    /// <summary>The least values, [size].</summary>
    public IReadOnlyList<float> Low => _low;

    /// <summary>The greatest values, [size].</summary>
    public IReadOnlyList<float> High => _high;

    /// <inheritdoc/>
    public override int Size => _low.Length;

    /// <summary>Whether no bound is infinite.</summary>
    public bool IsBounded => Array.TrueForAll(_low, float.IsFinite) && Array.TrueForAll(_high, float.IsFinite);

    /// <summary>What a number in [−1, 1] stands for: <c>low + (a + 1)/2 · (high − low)</c>, with a cut to
    /// [−1, 1].</summary>
    /// <param name="component">Which component; its bounds are finite.</param>
    /// <param name="unit">a.</param>
    public float FromUnit(int component, float unit)
    {
        var (low, high) = (_low[component], _high[component]);
        return Math.Clamp(low + (0.5f * (unit + 1) * (high - low)), low, high);
    }

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<float> element)
    {
        if (element.Length != Size) return false;
        for (var i = 0; i < element.Length; i++)
            if (!(element[i] >= _low[i] && element[i] <= _high[i]))
                return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<int> element)
    {
        if (element.Length != Size) return false;
        for (var i = 0; i < element.Length; i++)
            if (!(element[i] >= _low[i] && element[i] <= _high[i]))
                return false;
        return true;
    }

    /// <summary>
    /// Draws an element: uniform between two bounds, a bound plus or minus an exponential draw where there is one, N(0,
    /// 1) where there is none.
    /// </summary>
    /// <param name="element">Receives it, [Size].</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <remarks>Draws the unbounded components first and the bounded ones last, as Gymnasium does; so for boxes without
    /// half-bounded components the elements are Gymnasium's, bit for bit. The exponential draw is −ln(1 − u).</remarks>
    public override void Sample(Span<float> element, ref Rng rng)
    {
        Demand(element.Length);
        for (var i = 0; i < Size; i++)
            if (IsOpen(_low[i]) && IsOpen(_high[i]))
                element[i] = (float)rng.NextNormal();
        for (var i = 0; i < Size; i++)
            if (!IsOpen(_low[i]) && IsOpen(_high[i]))
                element[i] = (float)(_low[i] - Math.Log(1 - rng.NextDouble()));
        for (var i = 0; i < Size; i++)
            if (IsOpen(_low[i]) && !IsOpen(_high[i]))
                element[i] = (float)(_high[i] + Math.Log(1 - rng.NextDouble()));
        for (var i = 0; i < Size; i++)
            if (!IsOpen(_low[i]) && !IsOpen(_high[i]))
                element[i] = (float)rng.NextUniform(_low[i], _high[i]);
    }

    /// <inheritdoc/>
    public override void Sample(Span<int> element, ref Rng rng) =>
        throw new ArgumentException($"The elements of {this} are reals: sample into floats.", nameof(element));

    /// <inheritdoc/>
    public bool Equals(Box? other) =>
        other is not null && _low.AsSpan().SequenceEqual(other._low) && _high.AsSpan().SequenceEqual(other._high);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var bound in _low) hash.Add(bound);
        foreach (var bound in _high) hash.Add(bound);
        return hash.ToHashCode();
    }

    /// <summary><c>Box(4)</c>: the number of components.</summary>
    public override string ToString() => $"Box({Size})";

    private static bool IsOpen(float bound) => float.IsInfinity(bound);

    private static float[] Repeated(float bound, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var bounds = new float[size];
        Array.Fill(bounds, bound);
        return bounds;
    }
}
