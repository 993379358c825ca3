namespace Pathwise.Datasets;

/// <summary>A folder with files named as MNIST's: <c>train-images-idx3-ubyte</c> and so on, plain or .gz.</summary>
internal static class MnistFiles
{
    private const string TrainPart = "train", TestPart = "t10k";

    /// <summary>Whether a folder has such files.</summary>
    public static bool AreIn(string folder) => Find(folder, ImagesOf(TrainPart)) is not null;

    /// <summary>Reads both parts.</summary>
    /// <exception cref="BadInputException">A file is missing or damaged.</exception>
    public static LearningSet Read(string folder)
    {
        var (train, test) = (Part(folder, TrainPart, DataSplit.Train), Part(folder, TestPart, DataSplit.Test));
        return new(train, test);
    }

    private static Dataset Part(string folder, string part, DataSplit split)
    {
        var images = Find(folder, ImagesOf(part)) ?? throw new BadInputException(
            $"The folder '{folder}' holds half a data set: it lacks the file '{ImagesOf(part)}', plain or .gz.");
        return IdxFile.Read(
            Path.GetFileName(Path.GetFullPath(folder)), split, images, Find(folder, $"{part}-labels-idx1-ubyte"));
    }

    private static string ImagesOf(string part) => $"{part}-images-idx3-ubyte";

    private static string? Find(string folder, string file) =>
        ((string[])[Path.Combine(folder, file), Path.Combine(folder, file + ".gz")]).FirstOrDefault(File.Exists);
}
