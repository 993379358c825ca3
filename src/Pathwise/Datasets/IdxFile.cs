using System.Buffers.Binary;

namespace Pathwise.Datasets;

/// <summary>IDX, the format of MNIST and its kin: images and labels of bytes, plain or gzip.</summary>
/// <remarks>Source: Y. LeCun, <i>The MNIST database of handwritten digits</i>. Numbers are big-endian: the magic number
/// 0x00000803 (bytes, three dimensions), images, rows, columns, pixels; or 0x00000801, labels, one byte each.</remarks>
public static class IdxFile
{
    private const int ImageMagic = 0x803, LabelMagic = 0x801, ImageHeader = 16, LabelHeader = 8;

    /// <summary>Reads images, and their labels if there are any.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="split">What it is for.</param>
    /// <param name="images">The path of the images.</param>
    /// <param name="labels">The path of the labels, or null.</param>
    /// <exception cref="BadInputException">A file is no such file, or they do not belong together.</exception>
    public static Dataset Read(string name, DataSplit split, string images, string? labels = null)
    {
        var (shape, pixels) = ReadImages(images);
        if (labels is null) return new(name, split, shape, pixels);
        var classes = ReadLabels(labels);
        return classes.Length == pixels.Length / shape.Size
            ? new(name, split, shape, pixels, labels: classes)
            : throw new BadInputException(
                $"There are {classes.Length} labels in '{labels}' for {pixels.Length / shape.Size} images in "
                + $"'{images}'; "
                + "give files of one set.");
    }

    internal static (ImageShape Shape, ReadOnlyMemory<byte> Pixels) ReadImages(string path)
    {
        var bytes = DataFile.ReadAll(path);
        Check(path, bytes, ImageMagic, ImageHeader, "images");
        var (count, height, width) = (Number(bytes, 1), Number(bytes, 2), Number(bytes, 3));
        if (count < 1 || height < 1 || width < 1)
            throw new BadInputException($"The file '{path}' says it has {count} images of {height} × {width}; "
                + "it is damaged or empty, so fetch it again.");
        var promised = (Int128)count * height * width;
        CheckLength(path, bytes.Length - ImageHeader, promised, $"{count} images of {height} × {width}");
        return (new(height, width), bytes.AsMemory(ImageHeader));
    }

    private static int[] ReadLabels(string path)
    {
        var bytes = DataFile.ReadAll(path);
        Check(path, bytes, LabelMagic, LabelHeader, "labels");
        CheckLength(path, bytes.Length - LabelHeader, Number(bytes, 1), $"{Number(bytes, 1)} labels");
        return Array.ConvertAll(bytes[LabelHeader..], label => (int)label);
    }

    private static int Number(byte[] bytes, int index) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 * index));

    private static void Check(string path, byte[] bytes, int magic, int header, string what)
    {
        if (bytes.Length >= 4 && Number(bytes, 0) != magic)
            throw new BadInputException($"The file '{path}' is no IDX file of {what}: it begins with "
                + $"0x{Number(bytes, 0):x8} where 0x{magic:x8} is needed.");
        if (bytes.Length < header)
            throw new BadInputException($"The file '{path}' ends within its IDX header; fetch it again.");
    }

    private static void CheckLength(string path, int length, Int128 promised, string what)
    {
        if (length != promised)
            throw new BadInputException($"The file '{path}' should hold {what}, {promised} bytes, but holds {length}; "
                + "it is cut short or damaged, so fetch it again.");
    }
}
