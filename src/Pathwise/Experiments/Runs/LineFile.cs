namespace Pathwise.Experiments.Runs;

/// <summary>A file of lines that grows, each written in one piece, and that can be cut off after some of
/// them.</summary>
internal sealed class LineFile : IDisposable
{
    private readonly FileStream _file;

    /// <summary>Opens the file, or makes it, and cuts off what came after a number of lines.</summary>
    /// <exception cref="BadInputException">It has fewer.</exception>
    internal LineFile(string path, long lines)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            _file.SetLength(EndOfLine(lines, path));
            _file.Seek(0, SeekOrigin.End);
        }
        catch
        {
            _file.Dispose();
            throw;
        }

        Lines = lines;
    }

    /// <summary>Lines in the file.</summary>
    internal long Lines { get; private set; }

    /// <summary>Writes a line, whose end is its last byte.</summary>
    internal void Write(ReadOnlySpan<byte> line)
    {
        _file.Write(line);
        Lines++;
    }

    /// <summary>Waits until the disk has it.</summary>
    internal void Flush() => _file.Flush(flushToDisk: true);

    public void Dispose() => _file.Dispose();

    private long EndOfLine(long lines, string path)
    {
        var buffer = new byte[1 << 16];
        var (position, found) = (0L, 0L);
        while (found < lines)
        {
            var read = _file.Read(buffer);
            if (read == 0)
                throw new BadInputException(
                    $"The file '{path}' has {found} lines where the checkpoint counts {lines}; "
                    + "it was altered, so the run cannot be resumed.");
            for (var i = 0; i < read && found < lines; i++)
            {
                position++;
                if (buffer[i] == '\n') found++;
            }
        }

        return position;
    }
}
