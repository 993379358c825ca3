using System.Buffers.Binary;
using System.Text.RegularExpressions;
using Pathwise.Experiments.Formats;
using Pathwise.Tests.Experiments.Formats;

namespace Pathwise.Tests.Experiments.Runs;

/// <summary>The bytes of a run that its seed decides: all but the times.</summary>
internal static partial class RunBytes
{
    internal static void AssertEqual(string expected, string actual)
    {
        Assert.Equal(Metrics(expected), Metrics(actual));
        Assert.Equal(Events(expected), Events(actual));
        var (left, right) = (Checkpoints(expected), Checkpoints(actual));
        Assert.Equal(left.Keys.Order(), right.Keys.Order());
        foreach (var name in left.Keys) Assert.Equal(left[name], right[name]);
    }

    internal static string Metrics(string folder) =>
        Seconds().Replace(File.ReadAllText(Path.Combine(folder, "metrics.jsonl")), "\"seconds\":0}");

    internal static Dictionary<string, byte[]> Checkpoints(string folder) =>
        Directory.GetFiles(Path.Combine(folder, "checkpoints")).ToDictionary(path => Path.GetFileName(path),
            File.ReadAllBytes);

    /// <summary>The event file with its times and the checks over them set to zero.</summary>
    private static byte[] Events(string folder)
    {
        var bytes = File.ReadAllBytes(Path.Combine(folder, EventFile.Name));
        EventFileReader.Read(bytes);
        for (var at = 0; at < bytes.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
            bytes.AsSpan(at + 12 + 1, 8).Clear();
            bytes.AsSpan(at + 12 + length, 4).Clear();
            at += 12 + length + 4;
        }

        return bytes;
    }

    [GeneratedRegex("\"seconds\":[^}]*}")]
    private static partial Regex Seconds();
}
