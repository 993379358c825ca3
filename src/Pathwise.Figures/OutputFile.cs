namespace Pathwise.Figures;

/// <summary>Writes whole files, so that nobody ever sees half a picture.</summary>
public static class OutputFile
{
    /// <summary>Writes a file, and the folder that it lies in if there is none.</summary>
    /// <param name="path">Where to write; what was there is replaced.</param>
    /// <param name="bytes">All of it.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, byte[] bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(bytes);
        string full;
        try
        {
            full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"'{path}' cannot be written: {cause.Message.TrimEnd('.')}.", cause);
        }

        AtomicFile.Write(full, stream => stream.Write(bytes));
    }
}
