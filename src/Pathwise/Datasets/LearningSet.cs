using Pathwise.Randomness;

namespace Pathwise.Datasets;

/// <summary>What is learned from, and what is reported on, found by a name or a path.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Test">To report on.</param>
/// <remarks>
/// <para>A name is <c>mnist</c>, or a folder with files named as MNIST's (<c>train-images-idx3-ubyte</c> and
/// <c>t10k-images-idx3-ubyte</c>, plain or .gz) in one of <see cref="DataFolders.All"/>. A path is such a folder, or
/// one IDX file of images, of which a tenth is held out for the test, at random.</para>
/// <para>Immutable, so safe on many threads.</para>
/// </remarks>
public sealed record LearningSet(Dataset Train, Dataset Test)
{
    private const string Bundled = "mnist", TrainPart = "train", TestPart = "t10k";

    /// <summary>Finds and reads a set.</summary>
    /// <param name="name">A name or a path.</param>
    /// <param name="convention">What a pixel means.</param>
    /// <param name="seeds">Decide what is held out of a single file.</param>
    /// <exception cref="BadInputException">There is no such set, it is damaged, or does not come in the
    /// convention.</exception>
    public static LearningSet Load(string name, PixelConvention convention, SeedSequence seeds)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(seeds);
        if (name == Bundled)
            return new(Mnist.Load(DataSplit.Train, convention), Mnist.Load(DataSplit.Test, convention));
        if (Directory.Exists(name)) return OfFolder(name, convention);
        if (File.Exists(name)) return OfFile(name, convention, seeds);
        return NamedFolders().TryGetValue(name, out var folder) ? OfFolder(folder, convention)
            : name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
                ? throw new BadInputException($"There is no data set '{name}': no file or folder lies there.")
            : throw BadInputException.Unknown("data set", name, [.. NamedFolders().Keys.Append(Bundled).Distinct()]);
    }

    /// <summary>A name as it is, a path in full, so that it can be found from everywhere.</summary>
    internal static string Place(string name) =>
        name != Bundled && Path.Exists(name) ? Path.GetFullPath(name) : name;

    private static LearningSet OfFolder(string folder, PixelConvention convention)
    {
        var (train, test) = (Part(folder, TrainPart, DataSplit.Train), Part(folder, TestPart, DataSplit.Test));
        return train.Shape == test.Shape
            ? new(train.With(convention), test.With(convention))
            : throw new BadInputException(
                $"The images of '{folder}' are {train.Shape} for training, but {test.Shape} for the test; "
                + "give files of one set.");
    }

    private static Dataset Part(string folder, string part, DataSplit split)
    {
        var images = Find(folder, $"{part}-images-idx3-ubyte") ?? throw new BadInputException(
            $"The folder '{folder}' holds no data set: it lacks the file '{part}-images-idx3-ubyte', plain or .gz.");
        return IdxFile.Read(
            Path.GetFileName(Path.GetFullPath(folder)), split, images, Find(folder, $"{part}-labels-idx1-ubyte"));
    }

    private static LearningSet OfFile(string path, PixelConvention convention, SeedSequence seeds)
    {
        var all = IdxFile.Read(Path.GetFileName(path), DataSplit.Train, path).With(convention);
        if (all.Count < 2) throw new BadInputException(
            $"The file '{path}' holds one image only; two are needed, one to learn from and one for the test.");
        var rng = new Rng(seeds);
        var (train, test) = all.HoldOut((all.Count + 9) / 10, DataSplit.Test, ref rng);
        return new(train, test);
    }

    private static string? Find(string folder, string file) =>
        ((string[])[Path.Combine(folder, file), Path.Combine(folder, file + ".gz")]).FirstOrDefault(File.Exists);

    private static Dictionary<string, string> NamedFolders()
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in DataFolders.All.SelectMany(Directory.EnumerateDirectories))
            if (Find(folder, $"{TrainPart}-images-idx3-ubyte") is not null)
                folders.TryAdd(Path.GetFileName(folder), folder);
        return folders;
    }
}
