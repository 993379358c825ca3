using System.Text.Json;
using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Runs;

/// <summary>Reads a learning curve from <c>metrics.jsonl</c>.</summary>
internal static class LearningCurve
{
    /// <summary>The points of all whole lines; none if there is no file.</summary>
    /// <exception cref="BadInputException">A line is damaged.</exception>
    internal static IReadOnlyList<CurvePoint> Read(string path) =>
    [
        .. ReadAll(path, line => line.TryGetProperty(IMetrics.EpisodeReturn, out var mean)
            ? (CurvePoint?)new CurvePoint(
                line.Required("step").GetInt64(),
                line.Required("episodes").GetInt64(),
                line.Required("seconds").GetDouble(),
                mean.GetDouble())
            : null).OfType<CurvePoint>(),
    ];

    /// <summary>What all whole lines say; nothing if there is no file.</summary>
    /// <exception cref="BadInputException">A line is damaged.</exception>
    internal static IReadOnlyList<T> ReadAll<T>(string path, Func<JsonElement, T> read)
    {
        var (all, number) = (new List<T>(), 0);
        foreach (var line in WholeLines(path))
        {
            number++;
            try
            {
                using var json = JsonDocument.Parse(line);
                all.Add(read(json.RootElement));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
                throw new BadInputException($"Line {number} of '{path}' is damaged: {e.Message.TrimEnd('.')}.", e);
            }
        }

        return all;
    }

    /// <summary>The learning time of the last whole line; 0 if there is none.</summary>
    internal static double LastSecond(string path) =>
        Last(path, line => (double?)line.Required("seconds").GetDouble()) ?? 0;

    /// <summary>What the last whole line says; null if there is none.</summary>
    /// <exception cref="BadInputException">The line is damaged.</exception>
    internal static T? Last<T>(string path, Func<JsonElement, T> read)
    {
        if (WholeLines(path).LastOrDefault() is not { } last) return default;
        try
        {
            using var json = JsonDocument.Parse(last);
            return read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new BadInputException($"The last line of '{path}' is damaged: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Lines that end: what a killed process left behind the last of them is none.</summary>
    private static string[] WholeLines(string path)
    {
        try
        {
            if (!File.Exists(path)) return [];
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read,
                FileShare.ReadWrite));
            return reader.ReadToEnd().Split('\n')[..^1];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The metrics '{path}' cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }
}
