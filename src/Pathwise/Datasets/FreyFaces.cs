namespace Pathwise.Datasets;

/// <summary>The Frey faces, 1965 consecutive frames of one face, 28 × 20 grey levels, without labels.</summary>
/// <remarks>Source: S. Roweis, <i>Data for MATLAB hackers</i>: <c>frey_rawface.mat</c>. Neighbours are nearly alike, so
/// a part must be held out at random.</remarks>
public static class FreyFaces
{
    /// <summary>Frames.</summary>
    public const int Count = 1965;

    private static readonly ImageShape Shape = new(28, 20);

    /// <summary>Reads all of them from the folder <c>frey</c>: <c>frey_rawface.mat</c>, or
    /// <c>frey-faces-images-idx3-ubyte</c>.</summary>
    /// <exception cref="BadInputException">The file is not here, or is damaged.</exception>
    public static Dataset Load()
    {
        var path = DataFolders.FindFirst("frey", "frey_rawface.mat", "frey-faces-images-idx3-ubyte");
        return DatasetCatalog.Whole(Read(path), Count, path);
    }

    /// <summary>Reads a file of either form; its first bytes tell which.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BadInputException">It is of neither form.</exception>
    public static Dataset Read(string path) => new("frey", DataSplit.Train, Shape, Pixels(path));

    /// <summary>The grey levels, [frames, 28, 20].</summary>
    internal static byte[] Pixels(string path)
    {
        if (DataFile.ReadAll(path) is [0, 0, 8, 3, ..])
        {
            var (shape, pixels) = IdxFile.ReadImages(path);
            return shape == Shape ? pixels.ToArray() : throw new BadInputException(
                $"The images in '{path}' are {shape} where the Frey faces are {Shape}; give another file.");
        }

        var (rows, _, numbers) = MatFile.Read(path, "ff");
        if (rows != Shape.Size) throw new BadInputException(
            $"The matrix 'ff' in '{path}' has {rows} rows where the Frey faces have {Shape.Size}; give another file.");
        var odd = Array.FindIndex(numbers, number => number is not (>= 0 and <= 255) || number % 1 != 0);
        if (odd >= 0) throw new BadInputException(
            $"The matrix 'ff' in '{path}' holds {numbers[odd]}, which is no grey level from 0 to 255; "
            + "give another file.");
        return Array.ConvertAll(numbers, number => (byte)number);              // a column is an image, row by row
    }
}
