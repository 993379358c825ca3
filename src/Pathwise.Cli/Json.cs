using System.Text.Json.Nodes;
using Pathwise.Environments;

namespace Pathwise.Cli;

/// <summary>Numbers as JSON has them.</summary>
internal static class Json
{
    /// <summary>A number, or null where JSON has none for it.</summary>
    public static JsonNode? Number(double? value) =>
        value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    /// <summary>An environment's argument: a number, or a text.</summary>
    public static JsonNode? Argument(ArgumentValue value) => value.Text is { } text ? text : Number(value.Number);

    /// <summary>Arguments by name.</summary>
    public static JsonObject Arguments(IEnumerable<KeyValuePair<string, ArgumentValue>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Key, Argument(pair.Value))));

    /// <summary>A list of nodes.</summary>
    public static JsonArray Array(IEnumerable<JsonNode?> nodes) => [.. nodes];
}
