using Pathwise.Randomness;

namespace Pathwise.Datasets;

/// <summary>Examples that lie in memory, row after row.</summary>
/// <remarks>Safe on many threads while nobody writes into the rows.</remarks>
public sealed class ExampleMatrix : IExamples
{
    private readonly ReadOnlyMemory<float> _rows;

    /// <inheritdoc cref="ExampleMatrix"/>
    /// <param name="rows">[examples, size]; not copied.</param>
    /// <param name="size">Numbers of an example, ≥ 1.</param>
    /// <exception cref="ArgumentException">There is no whole number of examples, or none.</exception>
    public ExampleMatrix(ReadOnlyMemory<float> rows, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (rows.IsEmpty || rows.Length % size != 0)
            throw new ArgumentException(
                $"Examples of {size} numbers cannot make up {rows.Length} numbers.", nameof(rows));
        (_rows, Size, Count) = (rows, size, rows.Length / size);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int Size { get; }

    /// <inheritdoc/>
    public void Read(int index, Span<float> example, ref Rng rng) =>
        _rows.Span.Slice(index * Size, Size).CopyTo(example);
}
