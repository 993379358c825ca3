namespace Pathwise;

/// <summary>Writes a file whole or not at all.</summary>
public static class AtomicFile
{
    /// <summary>Writes aside, flushes to the disk, and renames: whoever opens the path sees the old file or the new
    /// one.</summary>
    /// <param name="path">Where it is to lie; its folder is there.</param>
    /// <param name="write">Writes its bytes; if it throws, the older file stays.</param>
    /// <exception cref="BadInputException">It cannot be written; an older file is still there, and nothing else
    /// is.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var aside = path + ".part";
        try
        {
            using (var stream = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None,
                bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e)
        {
            Remove(aside);
            if (e is IOException or UnauthorizedAccessException) throw CannotWrite(path, e);
            throw;
        }
    }

    /// <summary>The sentence for a file or folder that the system refuses.</summary>
    internal static BadInputException CannotWrite(string path, Exception e) =>
        new($"'{path}' cannot be written: {e.Message.TrimEnd('.')}.", e);

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be removed is overwritten the next time; the first failure is the one to tell.
        }
    }
}
