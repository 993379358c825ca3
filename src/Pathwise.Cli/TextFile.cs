namespace Pathwise.Cli;

/// <summary>Writes text that a user asked for into a file.</summary>
internal static class TextFile
{
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"The file '{path}' cannot be written: {cause.Message}", cause);
        }
    }
}
