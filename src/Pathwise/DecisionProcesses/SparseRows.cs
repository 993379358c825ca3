namespace Pathwise.DecisionProcesses;

/// <summary>A square matrix of which only what is not 0 is stored, row by row.</summary>
/// <remarks>Immutable, so safe for concurrent use. Memory: 12 bytes for each element, 4 for each row.</remarks>
/// <param name="first">First element of each row and one more, [n + 1].</param>
/// <param name="columns">The column of each element; no two of a row are alike.</param>
/// <param name="elements">The elements.</param>
internal sealed class SparseRows(int[] first, int[] columns, double[] elements)
{
    /// <summary>n.</summary>
    public int Size => first.Length - 1;

    /// <summary>The columns of a row's elements.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => columns.AsSpan(first[row]..first[row + 1]);

    /// <summary>A row's elements, in the order of <see cref="ColumnsOf"/>.</summary>
    public ReadOnlySpan<double> ElementsOf(int row) => elements.AsSpan(first[row]..first[row + 1]);

    /// <summary>One element of <c>P x</c>.</summary>
    public double Product(int row, double[] x)
    {
        var sum = 0.0;
        for (var i = first[row]; i < first[row + 1]; i++) sum += elements[i] * x[columns[i]];
        return sum;
    }

    /// <summary>Pᵀ.</summary>
    public SparseRows Transposed()
    {
        var starts = new int[first.Length];
        foreach (var column in columns) starts[column + 1]++;
        for (var row = 0; row < Size; row++) starts[row + 1] += starts[row];
        var free = starts.AsSpan(..^1).ToArray();
        var (rows, transposed) = (new int[columns.Length], new double[columns.Length]);
        for (var row = 0; row < Size; row++)
            for (var i = first[row]; i < first[row + 1]; i++)
            {
                var at = free[columns[i]]++;
                (rows[at], transposed[at]) = (row, elements[i]);
            }

        return new(starts, rows, transposed);
    }

    /// <summary>The rows and columns of some indices alone, in their order.</summary>
    /// <param name="kept">Rising indices.</param>
    public SparseRows Of(int[] kept)
    {
        var position = new int[Size];
        position.AsSpan().Fill(-1);
        for (var i = 0; i < kept.Length; i++) position[kept[i]] = i;
        var (starts, inside, values) = (new int[kept.Length + 1], new List<int>(), new List<double>());
        for (var row = 0; row < kept.Length; row++)
        {
            for (var i = first[kept[row]]; i < first[kept[row] + 1]; i++)
                if (position[columns[i]] is >= 0 and var column)
                {
                    inside.Add(column);
                    values.Add(elements[i]);
                }

            starts[row + 1] = inside.Count;
        }

        return new(starts, [.. inside], [.. values]);
    }
}
