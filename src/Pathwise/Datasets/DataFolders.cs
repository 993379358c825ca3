namespace Pathwise.Datasets;

/// <summary>Where data sets are looked for; each lies in a folder of its name.</summary>
/// <remarks>In this order: the folder that PATHWISE_DATA names; the user's own (<c>pathwise/data</c> in the folder for
/// application data, on Linux <c>~/.local/share</c>); <c>data</c> beside the executable; <c>data</c> in the repository
/// above the executable or the current folder.</remarks>
public static class DataFolders
{
    /// <summary>The folders that there are, in order.</summary>
    public static IReadOnlyList<string> All => [.. Candidates().Where(Directory.Exists).Distinct()];

    /// <summary>Where a set that is fetched is put: the folder that PATHWISE_DATA names, or the user's own.</summary>
    public static string Own => Environment.GetEnvironmentVariable("PATHWISE_DATA") is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify), "pathwise", "data");

    /// <summary>Finds a set's file.</summary>
    /// <param name="set">The set's name, its folder.</param>
    /// <param name="file">The file's name, looked for as it is and with .gz.</param>
    /// <exception cref="BadInputException">It is nowhere; the sentence says where it was looked for, and what fetches
    /// it.</exception>
    public static string Find(string set, string file) => FindFirst(set, file);

    /// <summary>Finds the first of several files that hold the same.</summary>
    internal static string FindFirst(string set, params ReadOnlySpan<string> files)
    {
        if (FindOrNull(set, files) is { } path) return path;
        var canBeFetched = DatasetCatalog.All.Any(known => known.Id == set && known.CanBeFetched);
        throw new BadInputException(
            $"The file '{files[0]}' of the data set '{set}' is not here; "
            + (canBeFetched ? $"fetch it with 'pathwise data get {set}', or " : "")
            + $"put it, or '{files[0]}.gz', into a folder '{set}' in "
            + $"{(All.Count == 0 ? "a folder that PATHWISE_DATA names" : $"one of: {string.Join(", ", All)}")}.");
    }

    /// <summary>The first of several files that is in any folder, plain or gzip; null if none is.</summary>
    internal static string? FindOrNull(string set, params ReadOnlySpan<string> files)
    {
        foreach (var folder in All)
            foreach (var file in files)
            {
                var path = Path.Combine(folder, set, file);
                if (File.Exists(path)) return path;
                if (File.Exists(path + ".gz")) return path + ".gz";
            }

        return null;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("PATHWISE_DATA") is { Length: > 0 } named)
            yield return Path.GetFullPath(named);
        if (Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } own)
            yield return Path.Combine(own, "pathwise", "data");
        yield return Path.Combine(AppContext.BaseDirectory, "data");
        foreach (var start in (string[])[AppContext.BaseDirectory, Environment.CurrentDirectory])
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "Pathwise.slnx")))
                    yield return Path.Combine(folder.FullName, "data");
    }
}
