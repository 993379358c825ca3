using Pathwise.Randomness;

namespace Pathwise.Environments;

/// <summary>A set of observations or actions.</summary>
/// <remarks>
/// <para>Observations are always read as floats; actions are whole numbers (<see cref="int"/>) in the spaces that are
/// finite and reals (<see cref="float"/>) in a <see cref="Box"/>.</para>
/// <para>Immutable; two spaces are equal when they hold the same elements.</para>
/// </remarks>
public abstract record Space
{
    private protected Space() { }

    /// <summary>Components of one element.</summary>
    public abstract int Size { get; }

    /// <summary>Whether an element that is given as reals belongs to the space; false for any other length,
    /// and for NaN.</summary>
    /// <param name="element">[Size].</param>
    public abstract bool Contains(ReadOnlySpan<float> element);

    /// <summary>Whether an element that is given as whole numbers belongs to the space;
    /// false for any other length.</summary>
    /// <param name="element">[Size].</param>
    public abstract bool Contains(ReadOnlySpan<int> element);

    /// <summary>Draws an element.</summary>
    /// <param name="element">Receives it, [Size].</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public abstract void Sample(Span<float> element, ref Rng rng);

    /// <summary>Draws an element of whole numbers.</summary>
    /// <param name="element">Receives it, [Size].</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <exception cref="ArgumentException">The length is another, or the elements of the space are reals.</exception>
    public abstract void Sample(Span<int> element, ref Rng rng);

    /// <summary>Refuses a span of another length than <see cref="Size"/>.</summary>
    private protected void Demand(int length)
    {
        if (length != Size)
            throw new ArgumentException($"An element of {this} has {Size} components; got {length}.", nameof(length));
    }

    /// <summary>The whole number that a real one is, or −1 where it is none that an <see cref="int"/> can
    /// hold.</summary>
    private protected static int Whole(float value) =>
        value >= 0 && value < int.MaxValue && value == MathF.Floor(value) ? (int)value : -1;
}
