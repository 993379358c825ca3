using System.Formats.Tar;

namespace Pathwise.Datasets;

/// <summary>CIFAR-10, 50,000 and 10,000 photographs of ten things, 32 × 32 in colour.</summary>
/// <remarks>Source: A. Krizhevsky (2009), <i>Learning Multiple Layers of Features from Tiny Images</i>; the binary
/// version: for each image a byte for its class, then the red, the green and the blue plane, row by row.</remarks>
public static class Cifar10
{
    private const string Set = "cifar10", Archive = "cifar-10-binary.tar";
    private const int Classes = 10;
    private static readonly ImageShape Shape = new(32, 32, 3);

    /// <summary>Reads a part of it from the folder <c>cifar10</c>: the official archive
    /// <c>cifar-10-binary.tar.gz</c>, or the batches out of it.</summary>
    /// <param name="split">Train or test.</param>
    /// <exception cref="BadInputException">The files are not here, are damaged, or there is no such part.</exception>
    public static Dataset Load(DataSplit split)
    {
        string[] batches = split switch
        {
            DataSplit.Train => [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")],
            DataSplit.Test => ["test_batch.bin"],
            _ => throw new BadInputException("CIFAR-10 has no validation part; hold images out of the training part."),
        };
        var first = DataFolders.FindFirst(Set, Archive, batches[0]);
        var isArchive = Path.GetFileName(first).StartsWith(Archive, StringComparison.Ordinal);
        var set = isArchive
            ? FromArchive(split, first, batches)
            : From(first, split, [.. batches.SelectMany(batch => DataFile.ReadAll(DataFolders.Find(Set, batch)))]);
        return DatasetCatalog.Whole(set, batches.Length * 10000, first);
    }

    /// <summary>Reads one batch, plain or gzip.</summary>
    /// <param name="split">What it is for.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="BadInputException">It is no such file.</exception>
    public static Dataset Read(DataSplit split, string path) => From(path, split, DataFile.ReadAll(path));

    /// <summary>Reads batches out of the official archive.</summary>
    internal static Dataset FromArchive(DataSplit split, string path, string[] batches)
    {
        var found = new byte[batches.Length][];
        try
        {
            using var archive = new TarReader(new MemoryStream(DataFile.ReadAll(path)));
            while (archive.GetNextEntry() is { } entry)
            {
                var index = Array.IndexOf(batches, entry.Name[(entry.Name.LastIndexOf('/') + 1)..]);
                if (index >= 0 && entry.DataStream is { } data) found[index] = DataFile.Unpack(data, path);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException)
        {
            throw new BadInputException($"The archive '{path}' is cut short or damaged; fetch it again.", e);
        }

        var missing = Array.IndexOf(found, null);
        if (missing >= 0) throw new BadInputException(
            $"The archive '{path}' has no file '{batches[missing]}'; fetch it again.");
        return From(path, split, [.. found.SelectMany(batch => batch)]);
    }

    private static Dataset From(string path, DataSplit split, byte[] records)
    {
        var recordBytes = 1 + Shape.Size;
        var (count, rest) = Math.DivRem(records.Length, recordBytes);
        if (count == 0 || rest != 0) throw new BadInputException(
            $"The file '{path}' has {records.Length} bytes, no whole number of images of {recordBytes} bytes; "
            + "fetch it again.");
        var (labels, pixels) = (new int[count], new byte[count * Shape.Size]);
        for (var i = 0; i < count; i++)
        {
            var record = records.AsSpan(i * recordBytes, recordBytes);
            labels[i] = record[0] < Classes ? record[0] : throw new BadInputException(
                $"Image {i + 1} of '{path}' has the class {record[0]}, but classes are from 0 to {Classes - 1}; "
                + "it is no CIFAR-10 file or damaged, so fetch it again.");
            record[1..].CopyTo(pixels.AsSpan(i * Shape.Size));
        }

        return new(Set, split, Shape, pixels, labels: labels);
    }
}
