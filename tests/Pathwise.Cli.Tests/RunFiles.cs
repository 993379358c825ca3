using System.Text.RegularExpressions;

namespace Pathwise.Cli.Tests;

/// <summary>What a run leaves, without what the clock says.</summary>
internal static partial class RunFiles
{
    /// <summary>The metrics and the final checkpoint of a run, by name; times are cut out.</summary>
    public static SortedDictionary<string, string> Of(string run)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["metrics.jsonl"] = WithoutTimes(File.ReadAllText(Path.Combine(run, "metrics.jsonl"))),
        };
        foreach (var file in Directory.GetFiles(Path.Combine(run, "checkpoints")))
            files[Path.GetFileName(file)] = Convert.ToHexString(File.ReadAllBytes(file));
        return files;
    }

    /// <summary>Lines of JSON with their times cut out.</summary>
    public static string WithoutTimes(string text) => Seconds().Replace(text, "");

    [GeneratedRegex("\"seconds\":[^,}]*")]
    private static partial Regex Seconds();
}
