namespace Pathwise.Datasets;

/// <summary>A data set that is known by name.</summary>
public sealed record KnownDataset
{
    /// <summary>Its name, and that of its folder.</summary>
    public required string Id { get; init; }

    /// <summary>What it is, for people.</summary>
    public required string Title { get; init; }

    /// <summary>Images of each part.</summary>
    public required IReadOnlyDictionary<DataSplit, int> Parts { get; init; }

    /// <summary>The shape of an image.</summary>
    public required ImageShape Shape { get; init; }

    /// <summary>Whether its pixels are shades or colours of photographs, rather than ink that is there or
    /// not.</summary>
    public bool IsPhotographic { get; init; }

    /// <summary>Its licence, or that there is no text of one.</summary>
    public required string Licence { get; init; }

    /// <summary>Who made it, and where that is written.</summary>
    public required string Source { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<DatasetFile> Files { get; init; }

    /// <summary>How a part that there is is read; <see cref="Load"/> is what to call.</summary>
    public required Func<DataSplit, Dataset> Read { get; init; }

    /// <summary>Whether all its files are here; their sums are not looked at.</summary>
    public bool IsHere => Files.All(file => file.Find(Id) is not null);

    /// <summary>Whether each of its files has an address.</summary>
    public bool CanBeFetched => Files.All(file => file.Address is not null);

    /// <summary>Reads a part of it.</summary>
    /// <param name="split">Which; a set without official parts has a training part alone, to hold images out
    /// of.</param>
    /// <exception cref="BadInputException">It is not here, is damaged, or has no such part.</exception>
    public Dataset Load(DataSplit split) => Parts.ContainsKey(split) ? Read(split) : throw new BadInputException(
        $"The data set '{Id}' has no {split.ToString().ToLowerInvariant()} part; "
        + "hold images out of the training part.");
}
