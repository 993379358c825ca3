using System.Text.Json.Nodes;

namespace Pathwise.Cli;

/// <summary>Numbers as JSON has them.</summary>
internal static class Json
{
    /// <summary>A number, or null where JSON has none for it.</summary>
    public static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    /// <summary>A list of nodes.</summary>
    public static JsonArray Array(IEnumerable<JsonNode?> nodes) => [.. nodes];
}
