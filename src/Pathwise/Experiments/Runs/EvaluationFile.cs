using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Runs;

/// <summary>Writes and reads <c>evaluation.json</c>: one object for the greedy policy, one for the sampled.</summary>
internal static class EvaluationFile
{
    private const string Greedy = "greedy";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>Adds a result, or replaces the one of its kind.</summary>
    internal static void Write(string path, EvaluationResult result)
    {
        var json = new JsonObject();
        foreach (var other in Read(path).Where(other => other.IsGreedy != result.IsGreedy))
            json[NameOf(other)] = ToJson(other);
        json[NameOf(result)] = ToJson(result);

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented)) json.WriteTo(writer);
        buffer.WriteByte((byte)'\n');
        AtomicFile.Write(path, buffer.WriteTo);
    }

    /// <summary>The results in the file; none if it is not there.</summary>
    internal static IReadOnlyList<EvaluationResult> Read(string path)
    {
        try
        {
            if (!File.Exists(path)) return [];
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return
            [
                .. json.RootElement.EnumerateObject().Select(member => FromJson(member.Name, member.Value)),
            ];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException
            or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(
                $"The evaluation '{path}' cannot be read: {e.Message.TrimEnd('.')}; remove it and evaluate again.", e);
        }
    }

    /// <summary>The name of its object.</summary>
    internal static string NameOf(EvaluationResult result) => result.IsGreedy ? Greedy : "sampled";

    internal static JsonObject ToJson(EvaluationResult result) => new()
    {
        ["episodes"] = result.Episodes,
        ["mean"] = result.Mean,
        ["std"] = result.Std,
        ["min"] = result.Min,
        ["max"] = result.Max,
        ["meanLength"] = result.MeanLength,
        ["unfinished"] = result.Unfinished,
        ["threshold"] = result.Threshold,
        ["solved"] = result.IsSolved,
        ["returns"] = new JsonArray([.. result.Returns.Select(value => (JsonNode)value)]),
        ["lengths"] = new JsonArray([.. result.Lengths.Select(value => (JsonNode)value)]),
    };

    /// <param name="name">As <see cref="NameOf"/> has it.</param>
    /// <param name="json">The object.</param>
    internal static EvaluationResult FromJson(string name, JsonElement json) => new(
        name == Greedy,
        [.. json.Required("returns").EnumerateArray().Select(value => value.GetDouble())],
        [.. json.Required("lengths").EnumerateArray().Select(value => value.GetInt32())],
        json.Required("unfinished").GetInt32(),
        json.Required("threshold") is { ValueKind: JsonValueKind.Number } threshold ? threshold.GetDouble() : null);
}
