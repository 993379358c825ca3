namespace Pathwise.Datasets;

/// <summary>MNIST, 60,000 and 10,000 handwritten digits of 28 × 28 pixels, bundled with the project.</summary>
/// <remarks>Its three conventions give numbers that cannot be compared, so one must be chosen.</remarks>
public static class Mnist
{
    internal const string Id = "mnist";

    /// <summary>Reads a part of it.</summary>
    /// <param name="split">Train or test; the static binarisation alone has a validation part.</param>
    /// <param name="convention">What a pixel means; <see cref="PixelConvention.StaticBinary"/> reads Larochelle and
    /// Murray's files (50,000, 10,000 and 10,000 images) from the folder <c>binarized-mnist</c>.</param>
    /// <exception cref="BadInputException">The files are not here, are damaged, or there is no such part.</exception>
    public static Dataset Load(DataSplit split, PixelConvention convention)
    {
        if (convention == PixelConvention.StaticBinary) return LoadStatic(split);
        return LoadInItsForm(Id, "MNIST", split).With(convention);
    }

    /// <summary>A set of the same files and counts as MNIST.</summary>
    internal static Dataset LoadInItsForm(string set, string title, DataSplit split)
    {
        var (part, count) = split switch
        {
            DataSplit.Train => ("train", 60000),
            DataSplit.Test => ("t10k", 10000),
            _ => throw new BadInputException($"{title} has no validation part; hold images out of the training part."),
        };
        var images = DataFolders.Find(set, $"{part}-images-idx3-ubyte");
        var labels = DataFolders.Find(set, $"{part}-labels-idx1-ubyte");
        return DatasetCatalog.Whole(IdxFile.Read(set, split, images, labels), count, images);
    }

    private static Dataset LoadStatic(DataSplit split)
    {
        var (part, count) = split switch
        {
            DataSplit.Train => ("train", 50000),
            DataSplit.Validation => ("valid", 10000),
            _ => ("test", 10000),
        };
        var path = DataFolders.FindFirst(BinarizedMnist.Id,
            $"binarized_mnist_{part}_{count}x98_bits.bin", $"binarized_mnist_{part}.amat");
        return DatasetCatalog.Whole(BinarizedMnist.Read(split, path), count, path);
    }
}
