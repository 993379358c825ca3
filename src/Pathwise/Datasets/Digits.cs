namespace Pathwise.Datasets;

/// <summary>1797 handwritten digits of 8 × 8 pixels with 17 levels, small enough to learn in seconds; bundled with the
/// project.</summary>
/// <remarks>Source: E. Alpaydin, C. Kaynak, <i>Optical Recognition of Handwritten Digits</i> (test part), UCI Machine
/// Learning Repository. A line has 64 levels from 0 to 16, then the digit.</remarks>
public static class Digits
{
    /// <summary>Digits.</summary>
    public const int Count = 1797;

    private const byte Levels = 16;
    private static readonly ImageShape Shape = new(8, 8);

    /// <summary>Reads all of them from the folder <c>digits</c>.</summary>
    /// <exception cref="BadInputException">The file is not here, or is damaged.</exception>
    public static Dataset Load()
    {
        var path = DataFolders.Find("digits", "digits.csv");
        return DatasetCatalog.Whole(Read(path), Count, path);
    }

    /// <summary>Reads a file of this form.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <exception cref="BadInputException">It is of another form.</exception>
    public static Dataset Read(string path)
    {
        var table = CsvTable.Read(path, hasHeader: false);
        if (table.Columns != Shape.Size + 1) throw new BadInputException(
            $"A line of '{path}' has {table.Columns} numbers where {Shape.Size} pixels and a digit are needed; "
            + "give another file.");
        var (pixels, labels) = (new byte[table.Rows * Shape.Size], new int[table.Rows]);
        for (var row = 0; row < table.Rows; row++)
        {
            for (var i = 0; i < Shape.Size; i++)
                pixels[(row * Shape.Size) + i] = (byte)table.WholeNumber(row, i, Levels);
            labels[row] = table.WholeNumber(row, Shape.Size, 9);
        }

        return new("digits", DataSplit.Train, Shape, pixels, Levels, labels);
    }
}
