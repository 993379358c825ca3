namespace Pathwise.Datasets;

/// <summary>What a data file's sum is of.</summary>
public enum DatasetSum
{
    /// <summary>Its contents, unpacked if it is gzip: they stay the same when it is compressed anew.</summary>
    Contents,

    /// <summary>The file as it is.</summary>
    File,

    /// <summary>The bytes of its pixels, whatever the format around them.</summary>
    Pixels,
}
