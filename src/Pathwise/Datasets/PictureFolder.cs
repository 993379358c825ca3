namespace Pathwise.Datasets;

/// <summary>A folder of pictures of one size: one example each.</summary>
/// <remarks>
/// <para>Pictures lie in the folder itself, and have no labels then; or in sub-folders of any depth, and the first
/// sub-folder on the way is their class, numbered from 0 on in the order of names. Names are ordered by their
/// characters' codes, so that the order is the same everywhere. Names that begin with a point are passed over, as are
/// files of other endings.</para>
/// <para>The sub-folders <c>train</c> and <c>test</c> are parts, not classes, if there are no others but one for
/// validation.</para>
/// </remarks>
public sealed class PictureFolder
{
    private const string TrainPart = "train", TestPart = "test";
    private static readonly string[] ValidationParts = ["val", "valid", "validation"];

    private readonly IPictureReader _reader;

    private PictureFolder(string path, IPictureReader reader)
    {
        (Path, _reader) = (path, reader);
        var files = Files(path).Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0) throw new BadInputException(
            $"The folder '{path}' holds no pictures: no files that end with {string.Join(", ", reader.Endings)}.");
        var nested = files.Where(file => file.Contains('/', StringComparison.Ordinal)).ToArray();
        if (nested.Length > 0 && nested.Length < files.Length) throw new BadInputException(
            $"The folder '{path}' holds pictures itself, as '{files.Except(nested).First()}', and in sub-folders, as "
            + $"'{nested[0]}'; put all into sub-folders, one for each class, or none.");
        Pictures = files;
        Classes = [.. nested.Select(ClassOf).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>The pictures' paths within the folder, with / between names, in order.</summary>
    public IReadOnlyList<string> Pictures { get; }

    /// <summary>The names of the classes, in order; empty if there are none.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Finds a folder's pictures; none of them is read yet.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="reader">Reads pictures.</param>
    /// <exception cref="BadInputException">There are none, or some lie in sub-folders and others do not.</exception>
    public static PictureFolder Open(string path, IPictureReader reader)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(reader);
        return new(path, reader);
    }

    /// <summary>Whether a file has the ending of a picture.</summary>
    internal static bool IsPicture(string file, IPictureReader reader) =>
        reader.Endings.Contains(System.IO.Path.GetExtension(file).ToLowerInvariant());

    /// <summary>The parts, if the sub-folders are <c>train</c> and <c>test</c>; null otherwise.</summary>
    /// <exception cref="BadInputException">The parts have different classes.</exception>
    public (PictureFolder Train, PictureFolder Test)? Parts()
    {
        if (Classes.Except(ValidationParts).ToArray() is not [TestPart, TrainPart]) return null;
        var (train, test) = (Part(TrainPart), Part(TestPart));
        return train.Classes.SequenceEqual(test.Classes) ? (train, test) : throw new BadInputException(
            $"The sub-folders of '{train.Path}' are {Listed(train.Classes)}, those of '{test.Path}' "
            + $"{Listed(test.Classes)}; both parts must have the same classes.");
    }

    /// <summary>Reads all pictures.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="split">What it is for.</param>
    /// <param name="colours">What is read; null for grey, if no picture is in colour.</param>
    /// <exception cref="BadInputException">A picture is damaged, pictures differ in size, one is in colour and nothing
    /// was said of colours, or there is more than memory can hold.</exception>
    public Dataset Read(string name, DataSplit split, PictureColours? colours = null)
    {
        var channels = colours == PictureColours.Rgb ? 3 : 1;
        var (shape, pixels) = (default(ImageShape), Array.Empty<byte>());
        for (var i = 0; i < Pictures.Count; i++)
        {
            var picture = _reader.Read(FileOf(i));
            if (i == 0) (shape, pixels) = Room(picture, channels);
            if ((picture.Height, picture.Width) != (shape.Height, shape.Width)) throw new BadInputException(
                $"The picture '{FileOf(0)}' is {shape.Width} wide and {shape.Height} high, but '{FileOf(i)}' is "
                + $"{picture.Width} wide and {picture.Height} high; scale all pictures to one size.");
            var example = pixels.AsSpan(i * shape.Size, shape.Size);
            if (channels == 3) CopyPlanes(picture.Pixels.Span, example);
            else if (!CopyLuma(picture.Pixels.Span, example) && colours is null) throw new BadInputException(
                $"The picture '{FileOf(i)}' is in colour; choose the colours grey or rgb.");
        }

        int[] labels = Classes.Count == 0 ? [] : [.. Pictures.Select(file => IndexOf(ClassOf(file)))];
        return new(name, split, shape, pixels, labels: labels);
    }

    private (ImageShape Shape, byte[] Pixels) Room(RgbPicture first, int channels)
    {
        var bytes = (long)Pictures.Count * first.Height * first.Width * channels;
        return bytes <= Array.MaxLength
            ? (new(first.Height, first.Width, channels), new byte[bytes])
            : throw new BadInputException(
                $"The {Pictures.Count} pictures of '{Path}' would take {bytes} bytes, more than memory can hold at "
                + "once; scale them down.");
    }

    /// <summary>Red, green and blue, plane by plane.</summary>
    private static void CopyPlanes(ReadOnlySpan<byte> pixels, Span<byte> planes)
    {
        var plane = planes.Length / 3;
        for (var channel = 0; channel < 3; channel++)
            for (var i = 0; i < plane; i++) planes[(channel * plane) + i] = pixels[(3 * i) + channel];
    }

    /// <summary>Shades of grey.</summary>
    /// <returns>Whether the picture has no others.</returns>
    private static bool CopyLuma(ReadOnlySpan<byte> pixels, Span<byte> greys)
    {
        var isGrey = true;
        for (var i = 0; i < greys.Length; i++)
        {
            int red = pixels[3 * i], green = pixels[(3 * i) + 1], blue = pixels[(3 * i) + 2];
            isGrey &= red == green && green == blue;
            greys[i] = (byte)(((299 * red) + (587 * green) + (114 * blue) + 500) / 1000);
        }

        return isGrey;
    }

    private IEnumerable<string> Files(string folder)
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 };
        try
        {
            return
            [
                .. Directory.EnumerateFiles(folder, "*", everything)
                    .Where(file => IsPicture(file, _reader))
                    .Select(file => System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/'))
                    .Where(file => !file.Split('/').Any(part => part.StartsWith('.'))),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The folder '{folder}' cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private PictureFolder Part(string name) => new(System.IO.Path.Combine(Path, name), _reader);

    private string FileOf(int picture) => System.IO.Path.Combine(Path, Pictures[picture]);

    private int IndexOf(string name)
    {
        for (var i = 0; i < Classes.Count; i++)
            if (Classes[i] == name) return i;
        return -1;
    }

    private static string ClassOf(string file) => file[..file.IndexOf('/', StringComparison.Ordinal)];

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
