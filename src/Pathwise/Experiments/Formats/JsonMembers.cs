using System.Text.Json;

namespace Pathwise.Experiments.Formats;

/// <summary>Members of a JSON object, with a name in the message where one is missing.</summary>
internal static class JsonMembers
{
    /// <exception cref="FormatException">There is no such member; the message says which.</exception>
    /// <exception cref="InvalidOperationException">This is no object.</exception>
    internal static JsonElement Required(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) ? member : throw new FormatException($"'{name}' is missing");
}
