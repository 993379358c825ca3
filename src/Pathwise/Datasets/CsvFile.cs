namespace Pathwise.Datasets;

/// <summary>A table of the user's own as text: a line an example, a column a number, plain or gzip.</summary>
/// <remarks>Fields are separated by commas, semicolons or tabs, whichever the first line has first in this order; a
/// field may stand in double quotes. Numbers are written with a point. Empty lines may follow the last one.</remarks>
public static class CsvFile
{
    /// <summary>Reads a table as a data set of shape 1 × columns; its numbers are taken as they are.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="split">What it is for.</param>
    /// <param name="path">The file.</param>
    /// <param name="hasHeader">Whether the first line names the columns; null to see by itself: it does if none of its
    /// fields is a number.</param>
    /// <param name="labelColumn">The column of the classes, whole numbers from 0 on, by its name or its number from 1
    /// on; null for none.</param>
    /// <exception cref="BadInputException">A line has more or fewer fields than the first, a field is no finite number,
    /// or there is no such column; the sentence names line and column.</exception>
    public static Dataset Read(string name, DataSplit split, string path, bool? hasHeader = null,
        string? labelColumn = null)
    {
        var table = CsvTable.Read(path, hasHeader);
        if (labelColumn is null) return new(name, split, new(1, table.Columns), table.Numbers);

        var label = table.Column(labelColumn);
        if (table.Columns == 1) throw new BadInputException(
            $"The file '{path}' has no column besides its labels, so nothing to learn from; give another one.");
        var numbers = new float[table.Rows * (table.Columns - 1)];
        var labels = new int[table.Rows];
        for (int row = 0, next = 0; row < table.Rows; row++)
        {
            labels[row] = table.WholeNumber(row, label, MaxLabel);
            for (var column = 0; column < table.Columns; column++)
                if (column != label) numbers[next++] = table.Numbers[(row * table.Columns) + column];
        }

        return new(name, split, new(1, table.Columns - 1), numbers, labels);
    }

    /// <summary>The largest number up to which a float holds each whole one, 2²⁴.</summary>
    private const int MaxLabel = 1 << 24;
}
