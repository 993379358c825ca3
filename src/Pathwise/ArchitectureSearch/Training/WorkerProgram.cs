using System.Diagnostics;

namespace Pathwise.ArchitectureSearch.Training;

/// <summary>The program that trains networks: where it is, and how it is started.</summary>
/// <remarks>It is a program of its own, because it needs libtorch, which is large and needed by nothing else.</remarks>
public static class WorkerProgram
{
    /// <summary>The environment variable that names the program.</summary>
    public const string Variable = "PATHWISE_TORCH_WORKER";

    private const string Name = "Pathwise.Torch.Worker";

    /// <summary>Finds it: the file that <see cref="Variable"/> names; beside this program, or in the folder
    /// <c>torch</c> there; what the repository above it was built to; in a folder of PATH.</summary>
    /// <returns>The path of an executable or a .dll.</returns>
    /// <exception cref="BadInputException">It is nowhere; the sentence says how to build it.</exception>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(named)
                ? Path.GetFullPath(named)
                : throw new BadInputException($"{Variable} names '{named}', but there is no such file.");
        return Places().Select(folder => Path.Combine(folder, Name + ".dll")).FirstOrDefault(File.Exists)
            ?? throw new BadInputException(
                $"Training networks needs the program {Name}, which is not here; build it in a clone of Pathwise with "
                + $"'dotnet build -c Release src/{Name}' (it fetches libtorch, 128 MB, once), or let {Variable} name "
                + "it.");
    }

    /// <summary>How to start it: as this program is started, if it is a .dll.</summary>
    /// <param name="path">What <see cref="Find"/> found.</param>
    internal static ProcessStartInfo Start(string path)
    {
        var isLibrary = Path.GetExtension(path) == ".dll";
        var start = new ProcessStartInfo(isLibrary ? Host() : path)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            UseShellExecute = false, CreateNoWindow = true,
        };
        if (isLibrary) start.ArgumentList.Add(path);
        // Linux's allocator would give every large tensor back to the system, and fetch it again in the next step.
        start.Environment["MALLOC_MMAP_THRESHOLD_"] = start.Environment["MALLOC_TRIM_THRESHOLD_"] = "1073741824";
        // One thread a worker: the workers share the cores, and the same bits come out for any number of them.
        start.Environment["OMP_NUM_THREADS"] = start.Environment["MKL_NUM_THREADS"] = "1";
        return start;
    }

    private static string Host() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : "dotnet";

    private static IEnumerable<string> Places()
    {
        yield return AppContext.BaseDirectory;
        yield return Path.Combine(AppContext.BaseDirectory, "torch");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pathwise.slnx")))
                foreach (var configuration in (string[])["release", "debug"])
                    yield return Path.Combine(folder.FullName, "artifacts", "bin", Name, configuration);
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            if (folder.Length > 0) yield return folder;
    }
}
