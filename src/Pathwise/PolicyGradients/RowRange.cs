namespace Pathwise.PolicyGradients;

/// <summary>Some consecutive rows of a batch.</summary>
/// <param name="First">The first row.</param>
/// <param name="Count">How many rows, ≥ 1.</param>
public readonly record struct RowRange(int First, int Count)
{
    /// <summary>These rows of a batch's numbers, one number a row.</summary>
    public Span<T> Of<T>(Span<T> batch) => batch.Slice(First, Count);

    /// <inheritdoc cref="Of{T}(Span{T})"/>
    public ReadOnlySpan<T> Of<T>(ReadOnlySpan<T> batch) => batch.Slice(First, Count);

    /// <summary>These rows of a batch, several numbers a row.</summary>
    public ReadOnlySpan<T> Of<T>(ReadOnlySpan<T> batch, int width) => batch.Slice(First * width, Count * width);
}
