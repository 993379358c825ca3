using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.Experiments.Formats;
using Pathwise.Experiments.Runs;

namespace Pathwise.Experiments.Tuning;

/// <summary>What a trial was worth at a rung, as a line of JSON; at last <c>seconds</c>, so that what depends on the
/// machine can be cut off.</summary>
internal static class TrialLine
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The lines of a journal about a space.</summary>
    internal static LineFormat<TrialResult> Of(TuningSpace space) =>
        new(line => Read(line, space), result => Write(result, space));

    private static byte[] Write(TrialResult result, TuningSpace space) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["trial"] = result.Trial,
        ["bracket"] = result.Bracket,
        ["rung"] = result.Rung,
        ["steps"] = result.Steps,
        ["settings"] = new JsonObject(space.Tuned.Zip(
            result.Values, (tuned, value) => KeyValuePair.Create(tuned.Name, (JsonNode?)value))),
        ["seeds"] = new JsonArray([.. result.Seeds.Select(seed => (JsonNode)seed)]),
        ["status"] = JsonNamingPolicy.CamelCase.ConvertName(result.Status.ToString()),
        ["value"] = result.Value,
        ["means"] = new JsonArray([.. result.Means.Select(mean => (JsonNode?)mean)]),
        ["trouble"] = result.Trouble,
        ["episodes"] = result.Episodes,
        ["seconds"] = result.Seconds,
    }.ToJsonString(Plain) + "\n");

    private static TrialResult Read(string line, TuningSpace space)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            var settings = json.Required("settings");
            return new(
                json.Required("trial").GetInt32(),
                json.Required("bracket").GetInt32(),
                json.Required("rung").GetInt32(),
                json.Required("steps").GetInt64(),
                [.. space.Tuned.Select(tuned => settings.Required(tuned.Name).GetString() ?? "")],
                [.. json.Required("seeds").EnumerateArray().Select(seed => seed.GetUInt64())],
                Enum.Parse<TrialStatus>(json.Required("status").GetString() ?? "", ignoreCase: true))
            {
                Value = Number(json.Required("value")),
                Means = [.. json.Required("means").EnumerateArray().Select(Number)],
                Trouble = json.Required("trouble").GetString(),
                Episodes = json.Required("episodes").GetInt64(),
                Seconds = json.Required("seconds").GetDouble(),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException
            or ArgumentException)
        {
            throw new BadInputException($"it is no line about a trial: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static double? Number(JsonElement json) =>
        json.ValueKind == JsonValueKind.Null ? null : json.GetDouble();
}
