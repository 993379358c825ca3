namespace Pathwise.Environments;

/// <summary>Vectors of real numbers between two bounds, component by component; a bound may be infinite.</summary>
public sealed record Box : Space
{
    /// <inheritdoc cref="Box"/>
    /// <param name="low">The least values, [size].</param>
    /// <param name="high">The greatest values, [size].</param>
    public Box(IReadOnlyList<float> low, IReadOnlyList<float> high) => (Low, High) = (low, high);

    /// <summary>The least values, [size].</summary>
    public IReadOnlyList<float> Low { get; }

    /// <summary>The greatest values, [size].</summary>
    public IReadOnlyList<float> High { get; }

    /// <inheritdoc/>
    public override int Size => Low.Count;
}
