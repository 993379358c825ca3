using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Torch.Images;

/// <summary>Images with classes, by name or from a folder, to learn from and to be tested on.</summary>
/// <remarks>
/// <para>A name is one of <see cref="DatasetCatalog"/>. Of CIFAR-10, a subset does where the whole set is not here:
/// batches <c>subset_train_N.bin</c> and <c>subset_test_N.bin</c>, plain or .gz, in the folder <c>cifar10</c>.</para>
/// <para>A folder has IDX files named as MNIST's, or pictures: <c>train/CLASS/*.png</c> and <c>test/CLASS/*.png</c>, or
/// <c>CLASS/*.png</c>.</para>
/// <para>Where there is no test part, a sixth of the images is held out, the same ones always.</para>
/// </remarks>
public static class ImageSets
{
    private const string Cifar = "cifar10";

    /// <summary>Reads a set.</summary>
    /// <param name="name">A name or a folder.</param>
    /// <exception cref="BadInputException">It is not here, is damaged, or has no classes.</exception>
    public static LearningSet Load(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var set = Directory.Exists(name) ? OfFolder(name) : OfName(name);
        if (set.Train.Labels.IsEmpty || set.Test.Labels.IsEmpty)
            throw new BadInputException($"The images of '{name}' have no classes, so nobody can learn to name them; "
                + "choose another data set.");
        return set;
    }

    /// <summary>The classes of a set: one more than the greatest label.</summary>
    public static int Classes(LearningSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var greatest = 0;
        foreach (var label in set.Train.Labels) greatest = Math.Max(greatest, label);
        foreach (var label in set.Test.Labels) greatest = Math.Max(greatest, label);
        return greatest + 1;
    }

    private static LearningSet OfName(string name)
    {
        var known = DatasetCatalog.Find(name);
        if (name == Cifar && !known.IsHere && CifarSubset() is { } subset) return subset;
        var train = known.Load(DataSplit.Train);
        return known.Parts.ContainsKey(DataSplit.Test)
            ? new(train, known.Load(DataSplit.Test))
            : WithTestHeldOut(train);
    }

    private static LearningSet OfFolder(string folder)
    {
        if (HasIdxFiles(folder)) return LearningSet.Load(new(folder), new SeedSequence(0));
        var (train, test) = PictureFolder.Read(folder);
        return test is null ? WithTestHeldOut(train) : new(train, test);
    }

    private static LearningSet WithTestHeldOut(Dataset all)
    {
        if (all.Count < 2) throw new BadInputException(
            $"The data set '{all.Name}' has one image only; two are needed, one to learn from and one for the test.");
        var rng = new Rng(0);
        var (train, test) = all.HoldOut((all.Count + 5) / 6, DataSplit.Test, ref rng);
        return new(train, test);
    }

    private static bool HasIdxFiles(string folder) =>
        Directory.EnumerateFiles(folder, "train-images-idx3-ubyte*").Any();

    private static LearningSet? CifarSubset()
    {
        foreach (var folder in DataFolders.All.Select(folder => Path.Combine(folder, Cifar)).Where(Directory.Exists))
            if (Batch(folder, "train") is { } train && Batch(folder, "test") is { } test)
                return new(Cifar10.Read(DataSplit.Train, train), Cifar10.Read(DataSplit.Test, test));
        return null;

        static string? Batch(string folder, string part) => Directory.EnumerateFiles(folder, $"subset_{part}_*.bin*")
            .Order(StringComparer.Ordinal).FirstOrDefault();
    }
}
