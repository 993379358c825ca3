using System.Text.Json.Nodes;

namespace Pathwise.Cli;

/// <summary>Numbers as JSON has them.</summary>
internal static class Json
{
    /// <summary>A number, or null where JSON has none for it.</summary>
    public static JsonNode? Number(double? value) =>
        value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    /// <summary>Numbers by name.</summary>
    public static JsonObject Numbers(IEnumerable<KeyValuePair<string, double>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Key, Number(pair.Value))));

    /// <summary>A list of nodes.</summary>
    public static JsonArray Array(IEnumerable<JsonNode?> nodes) => [.. nodes];
}
