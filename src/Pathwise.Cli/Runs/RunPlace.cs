using System.Globalization;
using Pathwise.Experiments.Replication;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Runs;

/// <summary>Where runs lie when nobody says where, and how those that lie somewhere are opened.</summary>
internal static class RunPlace
{
    /// <summary>A folder that is not there yet: <c>runs/CartPole-v1/reinforce-seed1-20260131-101500</c>.</summary>
    public static string Default(string environment, string algorithm, string seeds, DateTimeOffset now)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{algorithm}-{seeds}-{now:yyyyMMdd-HHmmss}");
        var first = Path.Combine("runs", environment.Replace('/', '-'), name);
        var folder = first;
        for (var again = 2; Path.Exists(folder); again++)
            folder = string.Create(CultureInfo.InvariantCulture, $"{first}-{again}");
        return folder;
    }

    /// <summary>Opens the run in a folder, or the runs of several seeds.</summary>
    /// <exception cref="BadInputException">There is none, or one is damaged.</exception>
    public static IReadOnlyList<Run> Open(string folder, Catalogue catalogue) =>
        Replicates.Open(folder, catalogue.Algorithms, catalogue.Environments) is { Count: > 0 } seeds
            ? seeds
            : [Run.Open(folder, catalogue.Algorithms, catalogue.Environments)];

    /// <summary>Opens one run; a folder of several seeds is told apart.</summary>
    /// <exception cref="BadInputException">There is no single run, or it is damaged.</exception>
    public static Run OpenOne(string folder, Catalogue catalogue) => Open(folder, catalogue) switch
    {
        [var run] when run.Folder == Path.GetFullPath(folder) => run,
        var seeds => throw new BadInputException(
            $"The folder '{folder}' holds the runs of {seeds.Count} seeds; choose one, such as '{seeds[0].Folder}'."),
    };
}
