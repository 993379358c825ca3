using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.Environments;
using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Runs;

/// <summary>Writes and reads spaces as JSON; a bound that is infinite is null.</summary>
internal static class SpaceJson
{
    internal static JsonObject Write(Space space) => space switch
    {
        Box box => new()
        {
            ["kind"] = "box",
            ["low"] = Numbers(box.Low.Select(bound => float.IsFinite(bound) ? (JsonNode)bound : null)),
            ["high"] = Numbers(box.High.Select(bound => float.IsFinite(bound) ? (JsonNode)bound : null)),
        },
        Discrete one => new() { ["kind"] = "discrete", ["count"] = one.Count, ["start"] = one.Start },
        MultiDiscrete several => new()
        {
            ["kind"] = "multiDiscrete", ["counts"] = Numbers(several.Counts.Select(count => (JsonNode?)count)),
        },
        MultiBinary bits => new() { ["kind"] = "multiBinary", ["size"] = bits.Size },
        _ => throw new ArgumentException($"The space {space} cannot be written.", nameof(space)),
    };

    /// <exception cref="FormatException">There is no such kind, or a member is missing.</exception>
    /// <exception cref="ArgumentException">It is no possible space.</exception>
    internal static Space Read(JsonElement json) => json.Required("kind").GetString() switch
    {
        "box" => new Box(
            Bounds(json.Required("low"), float.NegativeInfinity),
            Bounds(json.Required("high"), float.PositiveInfinity)),
        "discrete" => new Discrete(json.Required("count").GetInt32(), json.Required("start").GetInt32()),
        "multiDiscrete" => new MultiDiscrete(
            [.. json.Required("counts").EnumerateArray().Select(count => count.GetInt32())]),
        "multiBinary" => new MultiBinary(json.Required("size").GetInt32()),
        var other => throw new FormatException($"There is no space of the kind '{other}'"),
    };

    private static JsonArray Numbers(IEnumerable<JsonNode?> numbers)
    {
        var array = new JsonArray();
        foreach (var number in numbers) array.Add(number);
        return array;
    }

    private static float[] Bounds(JsonElement json, float none) =>
        [.. json.EnumerateArray().Select(bound => bound.ValueKind == JsonValueKind.Null ? none : bound.GetSingle())];
}
