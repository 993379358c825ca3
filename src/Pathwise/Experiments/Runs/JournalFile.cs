namespace Pathwise.Experiments.Runs;

/// <summary>A file with a line for each thing that was found out, each written in one piece. What a killed process left
/// behind the last whole line is cut off.</summary>
internal sealed class JournalFile<T> : IDisposable
{
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly LineFormat<T> _format;
    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private long _flushed;

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="BadInputException">It cannot be written, or a line is damaged.</exception>
    internal JournalFile(string path, LineFormat<T> format, TimeProvider time)
    {
        (_path, _format, _time, _flushed) = (path, format, time, time.GetTimestamp());
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(path, e);
        }

        try
        {
            var bytes = new byte[_file.Length];
            _file.ReadExactly(bytes);
            var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
            _file.SetLength(whole);
            Lines = Read(System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, whole)), format, path);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>What was in the file when it was opened, in its order.</summary>
    internal IReadOnlyList<T> Lines { get; }

    /// <summary>What is in a file that nobody writes; nothing if there is no file.</summary>
    /// <exception cref="BadInputException">It cannot be read, or a line is damaged.</exception>
    internal static IReadOnlyList<T> Read(string path, LineFormat<T> format)
    {
        try
        {
            if (!File.Exists(path)) return [];
            using var reader = new StreamReader(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            var text = reader.ReadToEnd();
            return Read(text[..(text.LastIndexOf('\n') + 1)], format, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The journal '{path}' cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <exception cref="BadInputException">It cannot be written.</exception>
    internal void Write(T line)
    {
        try
        {
            _file.Seek(0, SeekOrigin.End);
            _file.Write(_format.Write(line));
            if (_time.GetElapsedTime(_flushed) < FlushInterval) return;
            _file.Flush(flushToDisk: true);
            _flushed = _time.GetTimestamp();
        }
        catch (IOException e)
        {
            throw AtomicFile.CannotWrite(_path, e);
        }
    }

    /// <exception cref="BadInputException">It cannot be written.</exception>
    internal void Clear()
    {
        try
        {
            _file.SetLength(0);
        }
        catch (IOException e)
        {
            throw AtomicFile.CannotWrite(_path, e);
        }
    }

    /// <summary>Waits until the disk has it.</summary>
    internal void Flush()
    {
        try
        {
            _file.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            throw AtomicFile.CannotWrite(_path, e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static List<T> Read(string text, LineFormat<T> format, string path)
    {
        var lines = new List<T>();
        if (text.Length == 0) return lines;
        foreach (var line in text.Split('\n')[..^1])
        {
            try
            {
                lines.Add(format.Read(line));
            }
            catch (BadInputException e)
            {
                throw new BadInputException(
                    $"Line {lines.Count + 1} of the journal '{path}' is damaged: {e.Message}", e);
            }
        }

        return lines;
    }
}
