namespace Pathwise.Figures;

/// <summary>Writes whole files: aside first and then renamed, so that nobody ever sees half a picture.</summary>
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
        var full = Path.GetFullPath(path);
        var aside = full + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            try
            {
                File.WriteAllBytes(aside, bytes);
                File.Move(aside, full, overwrite: true);
            }
            catch
            {
                File.Delete(aside);     // a full disk must not keep half of it
                throw;
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"The file '{path}' cannot be written: {cause.Message}", cause);
        }
    }
}
