using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Pathwise.Tests.Conventions;

/// <summary>What the documents show is what runs: code is quoted from the examples, and the examples are run.</summary>
public sealed partial class ExamplesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "examples");

    public static TheoryData<string> Examples => [.. Directory.EnumerateFiles(Folder, "*.cs").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Examples_run(string example)
    {
        var start = new ProcessStartInfo("dotnet", ["run", "-c", "Release", Path.Combine(Folder, example)])
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var run = Process.Start(start)!;
        var errors = run.StandardError.ReadToEndAsync();
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();

        Assert.True(run.ExitCode == 0, output + await errors);
        Assert.NotEmpty(output);
    }

    [Fact]
    public void Code_in_the_readme_stands_in_an_example()
    {
        var examples = Directory.EnumerateFiles(Folder, "*.cs").Select(File.ReadAllText).ToArray();
        var quoted = CodeBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")));

        Assert.NotEmpty(quoted);
        Assert.All(quoted, block => Assert.Contains(examples, example => example.Contains(block.Groups[1].Value, StringComparison.Ordinal)));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
