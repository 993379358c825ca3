namespace Pathwise.Datasets;

/// <summary>Reads pictures of usual formats; the library itself knows none of them.</summary>
public interface IPictureReader
{
    /// <summary>The endings of files that it reads, in lower case with their points: <c>.png</c>.</summary>
    IReadOnlyList<string> Endings { get; }

    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BadInputException">It is no picture, or damaged.</exception>
    RgbPicture Read(string path);
}
