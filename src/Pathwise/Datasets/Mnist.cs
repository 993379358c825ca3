namespace Pathwise.Datasets;

/// <summary>MNIST, 60,000 and 10,000 handwritten digits of 28 × 28 pixels, bundled with the project.</summary>
/// <remarks>Its three conventions give numbers that cannot be compared, so one must be chosen.</remarks>
public static class Mnist
{
    /// <summary>Reads a part of it.</summary>
    /// <param name="split">Train or test; the static binarisation alone has a validation part.</param>
    /// <param name="convention">What a pixel means; <see cref="PixelConvention.StaticBinary"/> reads Larochelle and
    /// Murray's files (50,000, 10,000 and 10,000 images) from the folder <c>binarized-mnist</c>.</param>
    /// <exception cref="BadInputException">The files are not here, are damaged, or there is no such part.</exception>
    public static Dataset Load(DataSplit split, PixelConvention convention)
    {
        if (convention == PixelConvention.StaticBinary) return LoadStatic(split);
        var part = split switch
        {
            DataSplit.Train => "train",
            DataSplit.Test => "t10k",
            _ => throw new BadInputException("MNIST has no validation part; hold images out of the training part."),
        };
        var images = DataFolders.Find("mnist", $"{part}-images-idx3-ubyte");
        var labels = DataFolders.Find("mnist", $"{part}-labels-idx1-ubyte");
        return IdxFile.Read("mnist", split, images, labels).With(convention);
    }

    private static Dataset LoadStatic(DataSplit split)
    {
        var (part, count) = split switch
        {
            DataSplit.Train => ("train", 50000),
            DataSplit.Validation => ("valid", 10000),
            _ => ("test", 10000),
        };
        const string Set = "binarized-mnist";
        var packed = $"binarized_mnist_{part}_{count}x98_bits.bin";
        var path = DataFolders.All.Select(folder => Path.Combine(folder, Set, packed)).FirstOrDefault(File.Exists)
            ?? DataFolders.Find(Set, $"binarized_mnist_{part}.amat");
        return BinarizedMnist.Read(split, path);
    }
}
