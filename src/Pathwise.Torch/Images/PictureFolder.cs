using Pathwise.Datasets;
using SkiaSharp;

namespace Pathwise.Torch.Images;

/// <summary>Reads pictures, PNG or JPEG, that lie in a folder for each class.</summary>
/// <remarks>Classes are numbered by their names, in ordinal order. All pictures become as large as the smallest of
/// them, by averaging areas; they are colour images unless all are grey.</remarks>
internal static class PictureFolder
{
    private static readonly string[] Endings = [".png", ".jpg", ".jpeg"];

    /// <summary>Reads the parts <c>train</c> and <c>test</c>, or, where there are no such folders, one part alone.
    /// </summary>
    /// <exception cref="BadInputException">There are no pictures, one cannot be read, or the parts have different
    /// classes.</exception>
    public static (Dataset Train, Dataset? Test) Read(string folder)
    {
        var (trainFolder, testFolder) = (Path.Combine(folder, "train"), Path.Combine(folder, "test"));
        if (!Directory.Exists(trainFolder)) return (Alone(Pictures(folder)), null);
        if (!Directory.Exists(testFolder))
            return (Alone(Pictures(trainFolder)), null);
        var (train, test) = (Pictures(trainFolder), Pictures(testFolder));
        if (test.FirstOrDefault(picture => train.All(known => known.Class != picture.Class)) is { Path: { } path })
            throw new BadInputException(
                $"The picture '{path}' is of a class that '{trainFolder}' has no folder for; give it one.");
        var (shape, classes) = (Shape([.. train, .. test]), Classes(train));
        return (Read(folder, DataSplit.Train, train, shape, classes),
            Read(folder, DataSplit.Test, test, shape, classes));

        Dataset Alone((string, string)[] all) => Read(folder, DataSplit.Train, all, Shape(all), Classes(all));
    }

    private static string[] Classes((string Class, string Path)[] pictures) =>
        [.. pictures.Select(picture => picture.Class).Distinct().Order(StringComparer.Ordinal)];

    private static (string Class, string Path)[] Pictures(string folder)
    {
        (string Class, string Path)[] pictures =
        [
            .. from classFolder in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
               from file in Directory.EnumerateFiles(classFolder).Order(StringComparer.Ordinal)
               where Endings.Contains(Path.GetExtension(file).ToLowerInvariant())
               select (Path.GetFileName(classFolder), file),
        ];
        return pictures.Length > 0 ? pictures : throw new BadInputException(
            $"The folder '{folder}' holds no data set: neither files named as MNIST's, nor pictures (PNG or JPEG) in "
            + "a folder for each class.");
    }

    private static ImageShape Shape((string Class, string Path)[] pictures)
    {
        var (height, width, isGrey) = (int.MaxValue, int.MaxValue, true);
        foreach (var (_, path) in pictures)
        {
            using var codec = SKCodec.Create(path) ?? throw Unreadable(path);
            (height, width) = (Math.Min(height, codec.Info.Height), Math.Min(width, codec.Info.Width));
            isGrey &= codec.Info.ColorType == SKColorType.Gray8;
        }

        return new(height, width, isGrey ? 1 : 3);
    }

    private static Dataset Read(
        string folder, DataSplit split, (string Class, string Path)[] pictures, ImageShape shape, string[] classes)
    {
        var (numbers, labels) = (new float[pictures.Length * shape.Size], new int[pictures.Length]);
        for (var i = 0; i < pictures.Length; i++)
        {
            labels[i] = Array.BinarySearch(classes, pictures[i].Class, StringComparer.Ordinal);
            Read(pictures[i].Path, shape, numbers.AsSpan(i * shape.Size, shape.Size));
        }

        return new(Path.GetFileName(Path.GetFullPath(folder)), split, shape, numbers, labels);
    }

    private static void Read(string path, ImageShape shape, Span<float> numbers)
    {
        using var picture = SKBitmap.Decode(path) ?? throw Unreadable(path);
        var full = new ImageShape(picture.Height, picture.Width, shape.Channels);
        var planes = new float[full.Size];
        for (var y = 0; y < full.Height; y++)
            for (var x = 0; x < full.Width; x++)
            {
                var colour = picture.GetPixel(x, y);
                var at = (y * full.Width) + x;
                planes[at] = colour.Red / 255f;
                if (full.Channels == 1) continue;
                planes[at + (full.Height * full.Width)] = colour.Green / 255f;
                planes[at + (2 * full.Height * full.Width)] = colour.Blue / 255f;
            }

        new AreaAverage(full, shape.Height, shape.Width).Apply(planes, numbers);
    }

    private static BadInputException Unreadable(string path) =>
        new($"The picture '{path}' cannot be read; it is damaged, or neither PNG nor JPEG.");
}
