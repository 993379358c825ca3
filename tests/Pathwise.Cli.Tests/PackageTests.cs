using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;

namespace Pathwise.Cli.Tests;

/// <summary>The packages as users get them: packed from what was built, and the tool installed from their folder.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string Root = FindRoot();

    /// <summary>The configuration that this very program was built in: its output folder is named after it.</summary>
    private static readonly string Configuration =
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name == "debug" ? "Debug" : "Release";

    private readonly string _folder = Directory.CreateTempSubdirectory("pathwise-packages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_library_depends_on_nothing_and_brings_its_documentation()
    {
        await Pack("Pathwise");
        await using var package = await ZipFile.OpenReadAsync(Assert.Single(Directory.GetFiles(_folder, "Pathwise.*.nupkg")));
        await using var stream = await package.Entries.Single(entry => entry.Name == "Pathwise.nuspec").OpenAsync();
        var specification = await XDocument.LoadAsync(stream, LoadOptions.None, default);

        Assert.DoesNotContain(specification.Descendants(), element => element.Name.LocalName == "dependency");
        Assert.Contains(package.Entries, entry => entry.FullName == "lib/net10.0/Pathwise.dll");
        Assert.Contains(package.Entries, entry => entry.FullName == "lib/net10.0/Pathwise.xml");
        Assert.Contains(package.Entries, entry => entry.FullName == "README.md");
    }

    [Theory]
    [InlineData("Pathwise.Testing")]
    [InlineData("Pathwise.Figures")]
    public async Task Each_library_packs(string project)
    {
        await Pack(project);
        Assert.Single(Directory.GetFiles(_folder, project + ".*.nupkg"));
    }

    [Fact]
    public async Task The_tool_installs_from_its_folder_and_runs()
    {
        await Pack("Pathwise.Cli");
        var version = Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(_folder, "Pathwise.Cli.*.nupkg")))["Pathwise.Cli.".Length..];
        var tools = Path.Combine(_folder, "tools");
        var settings = Path.Combine(_folder, "nuget.config");                // this folder alone: no network
        await File.WriteAllTextAsync(settings,
            $"""<configuration><packageSources><clear /><add key="here" value="{_folder}" /></packageSources></configuration>""");

        await Run("dotnet", "tool", "install", "Pathwise.Cli", "--tool-path", tools, "--configfile", settings, "--version", version);
        var tool = Path.Combine(tools, OperatingSystem.IsWindows() ? "pathwise.exe" : "pathwise");
        var printed = await Run(tool, "--version");
        Assert.StartsWith(version, printed.Trim(), StringComparison.Ordinal);

        var trained = await Run(tool, "train", "reinforce-baseline", "CartPole-v1", "--steps", "2000", "--run-dir", "run", "--json");
        Assert.Contains("\"status\":\"completed\"", trained, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "run", "learning-curve.png")));

        var data = await Run(tool, "data", "check", "mnist", "digits", "--json");
        using var files = JsonDocument.Parse(data);
        Assert.All(files.RootElement.EnumerateArray(), file =>
        {
            Assert.Equal("right", file.GetProperty("state").GetString());
            Assert.StartsWith(tools, file.GetProperty("file").GetString(), StringComparison.Ordinal);
        });
    }

    /// <summary>Packs what is built already, since a build beside a running test could write what the test reads.</summary>
    private Task<string> Pack(string project) => Run("dotnet", "pack", Path.Combine(Root, "src", project),
        "--no-build", "-c", Configuration, "-o", _folder, "-nodeReuse:false", "-v", "quiet");

    private async Task<string> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.Environment.Remove("PATHWISE_DATA");                               // the data sets are to be those of the package
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_folder, "cache");    // an older tool of this version must not be taken
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        if (arguments is ["pack", ..]) start.Environment.Remove("NUGET_PACKAGES");
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(variable);                                 // of the dotnet test that may have started this

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{output}{await errors}");
        return output;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pathwise.slnx"))) return folder.FullName;
        throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
