using System.Buffers.Binary;
using System.IO.Compression;

namespace Pathwise.Datasets;

/// <summary>A data file's contents, plain or gzip, whichever its first bytes say.</summary>
internal static class DataFile
{
    /// <summary>More than any known set's largest file; what is larger is refused before memory is taken.</summary>
    private const int MaxBytes = 1 << 30;

    private const int ChunkBytes = 1 << 16;

    /// <summary>Reads a whole file. Memory grows with what is really there, never with what a header
    /// promises.</summary>
    /// <exception cref="BadInputException">It is not there, cannot be read, is cut short or is too large.</exception>
    internal static byte[] ReadAll(string path)
    {
        var bytes = ReadAsItIs(path);
        if (bytes is not [0x1f, 0x8b, ..]) return bytes;
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var whole = Unpack(gzip, path);

        // The stream takes a file that ends early for a whole one; its last four bytes say how long it should be.
        if (bytes.Length < 18 || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(^4..)) != (uint)whole.Length)
            throw Damaged(path, cause: null);
        return whole;
    }

    /// <summary>Reads a whole file without unpacking it.</summary>
    /// <exception cref="BadInputException">It is not there, cannot be read or is too large.</exception>
    internal static byte[] ReadAsItIs(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > MaxBytes) throw TooLarge(path);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"The file '{path}' cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Unpacks what a file holds, until the stream ends.</summary>
    /// <exception cref="BadInputException">It is damaged or unpacks to too much.</exception>
    internal static byte[] Unpack(Stream packed, string path)
    {
        using var whole = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        try
        {
            for (int read; (read = packed.Read(chunk)) > 0;)
            {
                if (whole.Length + read > MaxBytes) throw TooLarge(path);
                whole.Write(chunk, 0, read);
            }
        }
        catch (InvalidDataException e)
        {
            throw Damaged(path, e);
        }

        return whole.ToArray();
    }

    private static BadInputException Damaged(string path, Exception? cause)
    {
        var sentence = $"The file '{path}' is cut short or damaged: its contents cannot be unpacked; "
            + "fetch it again.";
        return cause is null ? new(sentence) : new(sentence, cause);
    }

    private static BadInputException TooLarge(string path) =>
        new($"The file '{path}' is larger than {MaxBytes} bytes, more than a data file can have; give it in parts.");
}
