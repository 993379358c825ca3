using Pathwise.Randomness;

namespace Pathwise.Environments;

/// <summary>Vectors of zeros and ones: several switches.</summary>
public sealed record MultiBinary : Space
{
    /// <inheritdoc cref="MultiBinary"/>
    /// <param name="size">Switches, ≥ 1.</param>
    public MultiBinary(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Size = size;
    }

    /// <inheritdoc/>
    public override int Size { get; }

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<int> element) =>
        element.Length == Size && !element.ContainsAnyExceptInRange(0, 1);

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<float> element)
    {
        if (element.Length != Size) return false;
        foreach (var value in element)
            if (value is not (0 or 1))
                return false;
        return true;
    }

    /// <inheritdoc/>
    public override void Sample(Span<int> element, ref Rng rng)
    {
        Demand(element.Length);
        for (var i = 0; i < element.Length; i++)
            element[i] = (int)rng.NextInteger(0, 2);
    }

    /// <inheritdoc/>
    public override void Sample(Span<float> element, ref Rng rng)
    {
        Demand(element.Length);
        for (var i = 0; i < element.Length; i++)
            element[i] = rng.NextInteger(0, 2);
    }

    /// <summary><c>MultiBinary(5)</c>: the number of switches.</summary>
    public override string ToString() => $"MultiBinary({Size})";
}
