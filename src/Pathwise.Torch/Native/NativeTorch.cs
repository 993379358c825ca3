using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Pathwise.Torch.Native;

/// <summary>Loads libtorch and TorchSharp's shim, once, before any type of TorchSharp is touched.</summary>
/// <remarks>On Linux only: elsewhere TorchSharp finds them itself. The libraries are loaded from where the build put
/// them, each before those that need it; a shim that the system's libstdc++ is too old for is replaced by its
/// <see cref="WeakenedCopy"/>. Thread-safe.</remarks>
public static partial class NativeTorch
{
    private const string Shim = "LibTorchSharp";

    private static readonly Lazy<nint> LoadedShim = new(Load);

    /// <summary>Loads them, unless that has been done.</summary>
    /// <exception cref="BadInputException">A library is missing or does not fit this system; the sentence says
    /// what to do.</exception>
    public static void EnsureLoaded() => _ = LoadedShim.Value;

    private static nint Load()
    {
        if (!OperatingSystem.IsLinux()) return 0;
        var folder = Folder();
        foreach (var library in Directory.EnumerateFiles(folder, "libgomp-*").Order(StringComparer.Ordinal)
            .Concat(Paths(folder, "libc10.so", "libtorch_cpu.so", "libtorch.so")))
            Load(library);
        var shim = LoadShim(Path.Combine(folder, "libLibTorchSharp.so"));
        NativeLibrary.SetDllImportResolver(Assembly.Load("TorchSharp"), (name, _, _) => name == Shim ? shim : 0);
        return shim;
    }

    private static nint LoadShim(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e) when (MissingVersion().Match(e.Message) is { Success: true } missing)
        {
            return Load(WeakenedCopy.Of(path, missing.Value, Cache()));
        }
        catch (DllNotFoundException e)
        {
            throw Unfit(path, e);
        }
    }

    private static nint Load(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e)
        {
            throw Unfit(path, e);
        }
    }

    private static BadInputException Unfit(string path, DllNotFoundException e) =>
        new($"libtorch cannot be loaded from '{path}': {e.Message.Trim()}");

    private static string Folder()
    {
        var platform = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        string[] folders =
        [
            Path.Combine(AppContext.BaseDirectory, "runtimes", platform, "native"),
            AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar),
        ];
        return Array.Find(folders, folder => File.Exists(Path.Combine(folder, "libtorch_cpu.so")))
            ?? throw new BadInputException($"libtorch is not here: 'libtorch_cpu.so' is in neither of "
                + $"{string.Join(", ", folders)}; add the package libtorch-cpu-{platform} to what is run.");
    }

    private static IEnumerable<string> Paths(string folder, params string[] names) =>
        names.Select(name => Path.Combine(folder, name));

    /// <summary>The folder for what can be made again: XDG_CACHE_HOME, or ~/.cache.</summary>
    private static string Cache()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named ? named
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home
                ? Path.Combine(home, ".cache")
                : Path.GetTempPath();
        return Path.Combine(cache, "pathwise", "torch");
    }

    [GeneratedRegex(@"\bGLIBCXX_3\.4\.32\b")]
    private static partial Regex MissingVersion();
}
