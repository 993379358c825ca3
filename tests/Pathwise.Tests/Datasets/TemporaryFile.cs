namespace Pathwise.Tests.Datasets;

/// <summary>A file that is gone after the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pathwise-data-").FullName;

    public TemporaryFile(byte[] bytes) => File.WriteAllBytes(Path, bytes);

    public string Path => System.IO.Path.Combine(_folder, "file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
