using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pathwise.Randomness;

namespace Pathwise.Datasets;

/// <summary>What is learned from, and what is reported on, found by a name or a path.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Test">To report on.</param>
/// <remarks>
/// <para>A name is that of a set of <see cref="DatasetCatalog"/>, or of a folder with files named as MNIST's
/// (<c>train-images-idx3-ubyte</c> and <c>t10k-images-idx3-ubyte</c>, plain or .gz) in one of
/// <see cref="DataFolders.All"/>. A path is such a folder, a <see cref="PictureFolder"/>, a table (<c>.csv</c> or
/// <c>.tsv</c>), or an IDX file of images.</para>
/// <para>A tenth is held out at random for the test where the set has no part for it.</para>
/// <para>Immutable, so safe on many threads.</para>
/// </remarks>
public sealed record LearningSet(Dataset Train, Dataset Test)
{
    /// <summary>What its columns were brought to one scale by; null if they were not.</summary>
    public Standardization? Scale { get; init; }

    /// <summary>Finds and reads a set.</summary>
    /// <param name="source">What it is read from.</param>
    /// <param name="seeds">Decide what is held out.</param>
    /// <param name="pictures">Reads pictures; null if none are to be read.</param>
    /// <exception cref="BadInputException">There is no such set, it is damaged, or does not come in the
    /// convention.</exception>
    public static LearningSet Load(DataSource source, SeedSequence seeds, IPictureReader? pictures = null)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        var (all, test) = Read(source, pictures);
        all = Left(all, source.Without);
        var set = test is null ? HoldOut(all, source, seeds) : new(all, Left(test, source.Without));
        if (!source.IsStandardized) return set;
        var scale = Standardization.Of(set.Train);
        return new(scale.Apply(set.Train), scale.Apply(set.Test)) { Scale = scale };
    }

    /// <summary>Finds and reads examples that are looked at and not learned from: a set's part for the test, or all of
    /// it where it has none.</summary>
    /// <inheritdoc cref="Load"/>
    public static Dataset LoadToScore(DataSource source, IPictureReader? pictures = null)
    {
        var (all, test) = Read(source, pictures);
        return test ?? all;
    }

    private static Dataset Left(Dataset all, IReadOnlyList<int> without)
    {
        if (without.Count == 0) return all;
        var isOut = without.Marked(all);
        int[] rows = [.. Enumerable.Range(0, all.Count).Where(i => !isOut[i])];
        return rows.Length > 0 ? all.Select(rows, all.Split) : throw new BadInputException(
            $"All examples of '{all.Name}' are left out; name fewer labels.");
    }

    /// <summary>The examples to learn from, or all of a set that has no part for the test.</summary>
    private static (Dataset Train, Dataset? Test) Read(DataSource source, IPictureReader? pictures)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(source.Name, nameof(source));
        var (train, test) = source.Validated() switch
        {
            _ when DatasetCatalog.All.FirstOrDefault(known => known.Id == source.Name) is { } known =>
                OfKnown(known, source),
            { IsTable: true } => (CsvFile.Read(
                FileName(source), DataSplit.Train, source.Name, labelColumn: source.LabelColumn), null),
            { IsPictures: true } => OfPictures(source, pictures),
            { IsPath: true } when Directory.Exists(source.Name) => Both(MnistFiles.Read(source.Name)),
            _ when pictures is not null && source.IsPath && PictureFolder.IsPicture(source.Name, pictures) =>
                throw new BadInputException(
                    $"The file '{source.Name}' is one picture; give the folder that it lies in with others."),
            { IsPath: true } => (IdxFile.Read(FileName(source), DataSplit.Train, source.Name), null),
            _ => Both(OfNamedFolder(source.Name)),
        };
        if (test is not null && train.Shape != test.Shape) throw new BadInputException(
            $"The images of '{source.Name}' are {train.Shape} for training, but {test.Shape} for the test; "
            + "give files of one set.");
        return source.Convention is { } convention ? (train.With(convention), test?.With(convention)) : (train, test);

        static (Dataset, Dataset?) Both(LearningSet set) => (set.Train, set.Test);
    }

    /// <summary>The SHA-256 of all examples, by which a set that has changed is told.</summary>
    internal string Sum()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (Dataset[])[Train, Test])
        {
            hash.AppendData(MemoryMarshal.AsBytes<int>(
                [part.Count, part.Shape.Height, part.Shape.Width, part.Shape.Channels, part.Levels]));
            hash.AppendData(part.Contents);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static (Dataset Train, Dataset? Test) OfKnown(KnownDataset known, DataSource source)
    {
        if (known.Id == Mnist.Id && source.Convention == PixelConvention.StaticBinary)
            known = DatasetCatalog.Find(BinarizedMnist.Id);
        return (
            known.Load(DataSplit.Train), known.Parts.ContainsKey(DataSplit.Test) ? known.Load(DataSplit.Test) : null);
    }

    private static (Dataset Train, Dataset? Test) OfPictures(DataSource source, IPictureReader? reader)
    {
        var folder = PictureFolder.Open(source.Name, reader ?? throw new ArgumentNullException(
            nameof(reader), $"The folder '{source.Name}' is one of pictures, and nothing is given that reads them."));
        var name = FileName(source);
        return folder.Parts() is var (train, test)
            ? (train.Read(name, DataSplit.Train, source.Colours), test.Read(name, DataSplit.Test, source.Colours))
            : (folder.Read(name, DataSplit.Train, source.Colours), null);
    }

    private static LearningSet OfNamedFolder(string name)
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in DataFolders.All.SelectMany(Directory.EnumerateDirectories).Where(MnistFiles.AreIn))
            folders.TryAdd(Path.GetFileName(folder), folder);
        return folders.TryGetValue(name, out var found) ? MnistFiles.Read(found) : throw BadInputException.Unknown(
            "data set", name, [.. DatasetCatalog.All.Select(known => known.Id).Union(folders.Keys)]);
    }

    private static LearningSet HoldOut(Dataset all, DataSource source, SeedSequence seeds)
    {
        if (all.Count < 2) throw new BadInputException(
            $"The data set '{source.Name}' holds one example only; two are needed, one to learn from and one for the "
            + "test.");
        var rng = new Rng(seeds);
        var (train, test) = all.HoldOut((all.Count + 9) / 10, DataSplit.Test, ref rng);
        return new(train, test);
    }

    private static string FileName(DataSource source) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source.Name)));
}
