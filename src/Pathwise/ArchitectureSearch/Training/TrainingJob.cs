using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Training;

/// <summary>What a worker is asked to do: to train a network, or, without one, to say what the images are.</summary>
/// <remarks>As one line of JSON on its standard input.</remarks>
public sealed record TrainingJob
{
    /// <summary>A number that its answers carry.</summary>
    public required int Id { get; init; }

    /// <summary>How it is trained, and on what.</summary>
    public required ChildTrainingOptions Options { get; init; }

    /// <summary>The network; null to ask about the images alone.</summary>
    public Blueprint? Network { get; init; }

    /// <summary>Where everything random comes from.</summary>
    public SeedSequence Seeds { get; init; } = new(0);

    /// <summary>Whether the accuracy on test images is wanted, too: after a search, never in it.</summary>
    public bool IsTested { get; init; }

    /// <summary>Whether each epoch is told.</summary>
    public bool IsFollowed { get; init; }

    /// <summary>Where the trained network is written; null for nowhere.</summary>
    public string? Destination { get; init; }

    /// <summary>As JSON.</summary>
    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["options"] = ChildTrainingOptions.Settings.ToJson(Options),
        ["network"] = Network is null ? null : BlueprintJson.Write(Network),
        ["entropy"] = Words(Seeds.Entropy),
        ["path"] = Words(Seeds.SpawnKey),
        ["test"] = IsTested,
        ["follow"] = IsFollowed,
        ["destination"] = Destination,
    };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="BadInputException">An option or the network is not allowed.</exception>
    public static TrainingJob FromJson(JsonElement json)
    {
        var seeds = new SeedSequence(Words(json, "entropy"));
        foreach (var index in Words(json, "path")) seeds = seeds.Child((int)index);
        return new()
        {
            Id = json.GetProperty("id").GetInt32(),
            Options = (ChildTrainingOptions)ChildTrainingOptions.Settings.FromJson(json.GetProperty("options")),
            Network = json.GetProperty("network") is { ValueKind: JsonValueKind.Object } network
                ? BlueprintJson.Read(network)
                : null,
            Seeds = seeds,
            IsTested = json.GetProperty("test").GetBoolean(),
            IsFollowed = json.GetProperty("follow").GetBoolean(),
            Destination = json.GetProperty("destination").GetString(),
        };
    }

    private static uint[] Words(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(word => word.GetUInt32())];

    private static JsonArray Words(ReadOnlySpan<uint> words)
    {
        var array = new JsonArray();
        foreach (var word in words) array.Add((JsonNode)word);
        return array;
    }
}
