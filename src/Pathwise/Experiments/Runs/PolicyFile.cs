using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.Experiments.Formats;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Policies;

namespace Pathwise.Experiments.Runs;

/// <summary>A trained policy as one small file, for a program that has no run.</summary>
/// <remarks>A safetensors file: the arrays are the networks' flat parameters, and its metadata says, as JSON under
/// <c>pathwise.policy</c>, what they are of. What is loaded acts as what was saved, bit for bit. Nothing in a file is
/// code.</remarks>
public static class PolicyFile
{
    private const string Key = "pathwise.policy";
    private const int Format = 1;

    /// <summary>Writes a policy, whole or not at all.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="path">Where to write; what was there is replaced.</param>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public static void Save(TrainedPolicy policy, string path)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (parts, writer) = (policy.Parts, new SafetensorsWriter());
        var network = parts.Network;
        var json = new JsonObject
        {
            ["format"] = Format,
            ["observations"] = SpaceJson.Write(parts.Observations),
            ["actions"] = SpaceJson.Write(parts.Actions),
            ["rule"] = JsonNamingPolicy.CamelCase.ConvertName(parts.Rule.ToString()),
            ["atoms"] = parts.Atoms,
            ["epsilon"] = parts.Epsilon,
            ["noise"] = parts.Noise,
            ["masked"] = parts.IsMasked,
            ["head"] = Write(network.Head, "head", writer),
            ["trunk"] = Write(network.Trunk, "trunk", writer),
            ["value"] = Write(network.Value, "value", writer),
            ["memory"] = network.Memory is { } lstm ? new JsonArray(lstm.Inputs, lstm.Outputs) : null,
            ["clip"] = parts.Scaling is { Clip: < double.PositiveInfinity and var clip } ? clip : null,
        };
        if (network.Memory is { } memory) writer.Write<float>("memory", memory.Parameters);
        if (!parts.LogSigmas.IsEmpty) writer.Write("logSigmas", parts.LogSigmas.Span);
        if (parts.Scaling is { } scaling)
        {
            writer.Write("means", scaling.Means);
            writer.Write("deviations", scaling.Deviations);
        }

        if (parts.Origin is { } origin) json["origin"] = new JsonObject
        {
            ["algorithm"] = origin.Algorithm, ["environment"] = origin.Environment, ["seed"] = origin.Seed,
            ["steps"] = origin.Steps, ["version"] = origin.Version,
        };
        writer.Metadata[Key] = json.ToJsonString();
        AtomicFile.Write(path, writer.Save);
    }

    /// <summary>Reads a policy.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BadInputException">There is none, or it is damaged, no policy, or of a newer
    /// version.</exception>
    public static TrainedPolicy Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The policy '{path}' cannot be read: {e.Message.TrimEnd('.')}.", e);
        }

        return Load(bytes, path);
    }

    /// <summary>Reads a policy that is in memory, such as an asset of a game.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">What it is called in error messages.</param>
    /// <exception cref="BadInputException">It is damaged, no policy, or of a newer version.</exception>
    public static TrainedPolicy Load(byte[] bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var arrays = new SafetensorsReader(bytes, source);
        if (!arrays.Metadata.TryGetValue(Key, out var text)) throw new BadInputException(
            $"The file '{source}' holds no policy; 'pathwise export RUN --policy FILE' writes one.");
        try
        {
            using var document = JsonDocument.Parse(text);
            var json = document.RootElement;
            if (json.Required("format").GetInt32() is > Format and var newer) throw new BadInputException(
                $"The policy '{source}' has format {newer}, which a newer version wrote; this one reads up to "
                + $"{Format}.");
            return new(PartsOf(json, arrays));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException
            or ArgumentException or OverflowException)
        {
            throw new BadInputException(
                $"The policy '{source}' is damaged: {char.ToLowerInvariant(e.Message[0])}{e.Message.AsSpan(1)}", e);
        }
    }

    private static PolicyParts PartsOf(JsonElement json, SafetensorsReader arrays)
    {
        var network = new PolicyNetwork(
            ReadNetwork(json, "head", arrays) ?? throw new FormatException("'head' is missing"),
            ReadNetwork(json, "trunk", arrays), ReadNetwork(json, "value", arrays), ReadMemory(json, arrays));
        return new(
            SpaceJson.Read(json.Required("observations")), SpaceJson.Read(json.Required("actions")),
            Named<ActionRule>(json.Required("rule")), network)
        {
            Atoms = json.Required("atoms").GetInt32(),
            Epsilon = json.Required("epsilon").GetDouble(),
            Noise = json.TryGetProperty("noise", out var noise) ? noise.GetDouble() : 0,
            IsMasked = json.Required("masked").GetBoolean(),
            LogSigmas = arrays.Names.Contains("logSigmas") ? arrays.ReadAll<float>("logSigmas") : default,
            Scaling = arrays.Names.Contains("means") ? ReadScaling(json, arrays) : null,
            Origin = json.TryGetProperty("origin", out var origin) ? ReadOrigin(origin) : null,
        };
    }

    private static JsonObject? Write(Mlp? network, string name, SafetensorsWriter writer)
    {
        if (network is null) return null;
        writer.Write<float>(name, network.Parameters);
        var sizes = new JsonArray();
        foreach (var size in network.Sizes) sizes.Add((JsonNode)size);
        return new()
        {
            ["sizes"] = sizes,
            ["activation"] = JsonNamingPolicy.CamelCase.ConvertName(network.Activation.ToString()),
            ["bias"] = network.HasBias,
        };
    }

    private static Mlp? ReadNetwork(JsonElement json, string name, SafetensorsReader arrays)
    {
        var told = json.Required(name);
        if (told.ValueKind == JsonValueKind.Null) return null;
        var network = new Mlp(
            [.. told.Required("sizes").EnumerateArray().Select(size => size.GetInt32())],
            Named<Activation>(told.Required("activation")), told.Required("bias").GetBoolean());
        arrays.Read(name, network.Parameters);
        return network;
    }

    private static Lstm? ReadMemory(JsonElement json, SafetensorsReader arrays)
    {
        var told = json.Required("memory");
        if (told.ValueKind == JsonValueKind.Null) return null;
        var memory = new Lstm(told[0].GetInt32(), told[1].GetInt32());
        arrays.Read("memory", memory.Parameters);
        return memory;
    }

    private static ObservationScaling ReadScaling(JsonElement json, SafetensorsReader arrays) => new(
        arrays.ReadAll<double>("means"), arrays.ReadAll<double>("deviations"),
        json.Required("clip") is { ValueKind: JsonValueKind.Number } clip
            ? clip.GetDouble() : double.PositiveInfinity);

    private static PolicyOrigin ReadOrigin(JsonElement json) => new(
        json.Required("algorithm").GetString() ?? "", json.Required("environment").GetString() ?? "",
        json.Required("seed").GetUInt64(), json.Required("steps").GetInt64(),
        json.Required("version").GetString() ?? "");

    private static T Named<T>(JsonElement json) where T : struct, Enum =>
        Enum.TryParse<T>(json.GetString(), ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value : throw new FormatException($"There is no {typeof(T).Name} '{json.GetString()}'");
}
