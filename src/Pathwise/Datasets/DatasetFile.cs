using System.Security.Cryptography;

namespace Pathwise.Datasets;

/// <summary>A file of a known data set, where it is officially had, and the sum that it must have.</summary>
public sealed record DatasetFile
{
    /// <summary>The name that it is looked for by, as it is and with .gz.</summary>
    public required string Name { get; init; }

    /// <summary>Its official address; null for a form that somebody else made of it.</summary>
    public Uri? Address { get; init; }

    /// <summary>Its SHA-256 in hexadecimal digits, or its MD5 where nothing else was published.</summary>
    public required string Sum { get; init; }

    /// <summary>What the sum is of.</summary>
    public DatasetSum SumOf { get; init; } = DatasetSum.Contents;

    /// <summary>The same in another form, which does as well if it is here.</summary>
    public DatasetFile? OtherForm { get; init; }

    /// <summary>SHA-256 or MD5, as the sum's length tells.</summary>
    public string SumKind => Sum.Length == 64 ? "SHA-256" : "MD5";

    /// <summary>Whether a file has the sum that it must have.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BadInputException">It cannot be read or unpacked.</exception>
    public bool IsRight(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = SumOf switch
        {
            DatasetSum.File => DataFile.ReadAsItIs(path),
            DatasetSum.Pixels => FreyFaces.Pixels(path),
            _ => DataFile.ReadAll(path),
        };
#pragma warning disable CA5351 // Some sums that were published are MD5.
        var sum = Sum.Length == 64 ? SHA256.HashData(bytes) : MD5.HashData(bytes);
#pragma warning restore CA5351
        return Convert.ToHexStringLower(sum) == Sum;
    }

    /// <summary>Where it lies.</summary>
    /// <param name="set">The set's name.</param>
    /// <returns>Its form and path; null if it is nowhere.</returns>
    public (DatasetFile Form, string Path)? Find(string set)
    {
        for (var form = this; form is not null; form = form.OtherForm)
            if (DataFolders.FindOrNull(set, form.Name) is { } path) return (form, path);
        return null;
    }
}
