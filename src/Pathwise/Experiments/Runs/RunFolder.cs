using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Runs;

/// <summary>Where the files of a run lie.</summary>
internal sealed class RunFolder(string path)
{
    internal string Path { get; } = System.IO.Path.GetFullPath(path);

    internal string Manifest => In("manifest.json");

    internal string Metrics => In("metrics.jsonl");

    internal string Events => In(EventFile.Name);

    internal string Evaluation => In("evaluation.json");

    internal string Evaluations => In("evaluations.jsonl");

    internal string Children => In("children.jsonl");

    internal string Unfinished => In("unfinished.jsonl");

    internal string Trials => In("trials.jsonl");

    internal string Best => In("best.json");

    internal CheckpointFolder Checkpoints => CheckpointsKept(2);

    /// <summary>The checkpoints, of which so many at intervals are kept.</summary>
    internal CheckpointFolder CheckpointsKept(int atIntervals) => new(In("checkpoints"), atIntervals);

    /// <summary>Makes the folder, if it is not there.</summary>
    /// <exception cref="BadInputException">It cannot be made.</exception>
    internal void Make()
    {
        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(Path, e);
        }
    }

    /// <summary>Keeps other processes from writing here until the lock is disposed of.</summary>
    /// <exception cref="BadInputException">Another process is writing here, or nobody can.</exception>
    internal IDisposable Lock()
    {
        try
        {
            return new FileStream(In("run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsTaken(e))
        {
            throw new BadInputException(
                $"Another process is writing to the run in '{Path}'; wait until it ends, or choose another folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(Path, e);
        }
    }

    /// <summary>What is told whoever would begin a second run in a folder.</summary>
    internal static BadInputException HoldsRun(string path) =>
        new($"There is a run in '{path}' already; resume it, or choose another folder.");

    /// <summary>EWOULDBLOCK on Linux (11) and macOS (35), ERROR_SHARING_VIOLATION on Windows.</summary>
    private static bool IsTaken(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
