namespace Pathwise.Figures;

/// <summary>Writes whole files: aside first and then renamed, so that nobody ever sees half a picture.</summary>
internal static class OutputFile
{
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, byte[] bytes)
    {
        try
        {
            var full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            var aside = full + ".part";
            File.WriteAllBytes(aside, bytes);
            File.Move(aside, full, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"The file '{path}' cannot be written: {cause.Message}", cause);
        }
    }
}
