namespace Pathwise.PolicyGradients;


/// <summary>A batch's rows in pieces that fit a network's pass; to be enumerated.</summary>
/// <param name="rows">Rows of the batch.</param>
/// <param name="maxRows">The most rows of a piece.</param>
public struct RowChunks(int rows, int maxRows)
{
    private int _next;

    /// <summary>The piece that <see cref="MoveNext"/> came to.</summary>
    public RowRange Current { get; private set; }

    /// <summary>Itself: it is its own enumerator.</summary>
    public readonly RowChunks GetEnumerator() => this;

    /// <summary>Goes on to the next piece; false if there is none.</summary>
    public bool MoveNext()
    {
        if (_next >= rows) return false;
        Current = new(_next, Math.Min(maxRows, rows - _next));
        _next += Current.Count;
        return true;
    }
}
