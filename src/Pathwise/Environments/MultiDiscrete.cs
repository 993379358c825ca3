using Pathwise.Randomness;

namespace Pathwise.Environments;

/// <summary>Vectors of whole numbers, component i one of 0, 1, …, nᵢ − 1: several choices at once.</summary>
public sealed record MultiDiscrete : Space
{
    private readonly int[] _counts;

    /// <inheritdoc cref="MultiDiscrete"/>
    /// <param name="counts">n, [size], each ≥ 1.</param>
    /// <exception cref="ArgumentException">There is no component, or a count is below 1.</exception>
    public MultiDiscrete(params IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        _counts = [.. counts];
        if (_counts.Length == 0 || Array.Exists(_counts, count => count < 1))
            throw new ArgumentException(
                $"Needs counts, each at least 1; got [{string.Join(", ", _counts)}].", nameof(counts));
    }

    /// <summary>n, how many numbers each component has, [size].</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <inheritdoc/>
    public override int Size => _counts.Length;

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<int> element)
    {
        if (element.Length != Size) return false;
        for (var i = 0; i < element.Length; i++)
            if ((uint)element[i] >= (uint)_counts[i])
                return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<float> element)
    {
        if (element.Length != Size) return false;
        for (var i = 0; i < element.Length; i++)
            if ((uint)Whole(element[i]) >= (uint)_counts[i])
                return false;
        return true;
    }

    /// <inheritdoc/>
    public override void Sample(Span<int> element, ref Rng rng)
    {
        Demand(element.Length);
        for (var i = 0; i < element.Length; i++)
            element[i] = (int)rng.NextInteger(0, _counts[i]);
    }

    /// <inheritdoc/>
    public override void Sample(Span<float> element, ref Rng rng)
    {
        Demand(element.Length);
        for (var i = 0; i < element.Length; i++)
            element[i] = rng.NextInteger(0, _counts[i]);
    }

    /// <inheritdoc/>
    public bool Equals(MultiDiscrete? other) => other is not null && _counts.AsSpan().SequenceEqual(other._counts);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var count in _counts) hash.Add(count);
        return hash.ToHashCode();
    }

    /// <summary><c>MultiDiscrete(3, 2)</c>: the counts.</summary>
    public override string ToString() => $"MultiDiscrete({string.Join(", ", _counts)})";
}
