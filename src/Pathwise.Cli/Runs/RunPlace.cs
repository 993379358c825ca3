using System.Globalization;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Runs;

/// <summary>Where runs lie when nobody says where, and how several seeds lie in one folder.</summary>
internal static class RunPlace
{
    private const string SeedPrefix = "seed-";

    /// <summary>A folder that is not there yet: <c>runs/CartPole-v1/reinforce-seed1-20260131-101500</c>.</summary>
    public static string Default(string environment, string algorithm, string seeds, DateTimeOffset now)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{algorithm}-{seeds}-{now:yyyyMMdd-HHmmss}");
        var folder = Path.Combine("runs", environment.Replace('/', '-'), name);
        for (var again = 2; Path.Exists(folder); again++)
            folder = Path.Combine("runs", environment.Replace('/', '-'), string.Create(CultureInfo.InvariantCulture, $"{name}-{again}"));
        return folder;
    }

    /// <summary>The folder of one seed, inside that of several.</summary>
    public static string OfSeed(string folder, ulong seed) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{SeedPrefix}{seed}"));

    /// <summary>Opens the run in a folder, or the runs of several seeds.</summary>
    /// <exception cref="BadInputException">There is none, or one is damaged.</exception>
    public static IReadOnlyList<Run> Open(string folder, Catalogue catalogue)
    {
        var seeds = SeedFolders(folder);
        return seeds.Length == 0
            ? [Run.Open(folder, catalogue.Algorithms, catalogue.Environments)]
            : [.. seeds.Select(seed => Run.Open(seed, catalogue.Algorithms, catalogue.Environments))];
    }

    /// <summary>Opens one run; a folder of several seeds is told apart.</summary>
    /// <exception cref="BadInputException">There is no single run, or it is damaged.</exception>
    public static Run OpenOne(string folder, Catalogue catalogue) => SeedFolders(folder) switch
    {
        [] => Run.Open(folder, catalogue.Algorithms, catalogue.Environments),
        var seeds => throw new BadInputException($"The folder '{folder}' holds {seeds.Length} runs; choose one, such as '{seeds[0]}'."),
    };

    private static string[] SeedFolders(string folder) =>
        !Directory.Exists(folder) || File.Exists(Path.Combine(folder, "manifest.json"))
            ? []
            : [.. Directory.EnumerateDirectories(folder, SeedPrefix + "*")
                .Where(seed => File.Exists(Path.Combine(seed, "manifest.json")))
                .OrderBy(seed => seed.Length).ThenBy(seed => seed, StringComparer.Ordinal)];
}
