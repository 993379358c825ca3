namespace Pathwise.Datasets;

/// <summary>The static binarisation of MNIST by Larochelle and Murray (2011), without labels and in an order of its
/// own.</summary>
/// <remarks>Two forms: text (.amat), a line of 784 digits 0 or 1 with single spaces between; or 98 bytes an image, the
/// most significant bit first. Either may be gzip.</remarks>
public static class BinarizedMnist
{
    internal const string Id = "binarized-mnist";

    private const int Pixels = 784, PackedBytes = Pixels / 8, LineBytes = 2 * Pixels;
    private static readonly ImageShape Shape = new(28, 28);

    /// <summary>Reads a file of either form; its length and first byte tell which.</summary>
    /// <param name="split">What it is for.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="BadInputException">It is of neither form.</exception>
    public static Dataset Read(DataSplit split, string path)
    {
        var bytes = DataFile.ReadAll(path);
        var isText = bytes is [(byte)'0' or (byte)'1', (byte)' ', ..];
        return new(Id, split, Shape, isText ? FromText(path, bytes) : FromBits(path, bytes), levels: 1,
            convention: PixelConvention.StaticBinary);
    }

    private static byte[] FromText(string path, byte[] text)
    {
        var (count, rest) = Math.DivRem(text.Length, LineBytes);
        if (rest != 0) throw new BadInputException(
            $"Line {count + 1} of '{path}' is cut short: it should have {Pixels} digits and an end; "
            + "fetch the file again.");

        var pixels = new byte[count * Pixels];
        for (var i = 0; i < text.Length; i++)
        {
            var (line, column) = Math.DivRem(i, LineBytes);
            var isRight = column % 2 == 0 ? text[i] is (byte)'0' or (byte)'1'
                : text[i] == (column == LineBytes - 1 ? '\n' : ' ');
            if (!isRight) throw new BadInputException(
                $"Line {line + 1} of '{path}' is wrong at column {column + 1}: "
                + $"it should be {Pixels} digits 0 or 1 with one space between.");
            if (column % 2 == 0) pixels[i / 2] = (byte)(text[i] - '0');
        }

        return pixels;
    }

    private static byte[] FromBits(string path, byte[] bits)
    {
        if (bits.Length == 0 || bits.Length % PackedBytes != 0) throw new BadInputException(
            $"The file '{path}' has {bits.Length} bytes, no whole number of images of {PackedBytes} bytes; "
            + "fetch it again.");
        var pixels = new byte[8 * bits.Length];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)((bits[i / 8] >> (7 - (i % 8))) & 1);
        return pixels;
    }
}
