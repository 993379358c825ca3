using System.IO.Compression;
using System.Text.Json;

namespace Pathwise.Tests.Golden;

/// <summary>Recorded reference data: beside the tests, or in the folder that PATHWISE_GOLDEN names.</summary>
internal static class GoldenFile
{
    /// <summary>Reads <c>name.json</c>, or <c>name.json.gz</c>.</summary>
    public static JsonElement Read(string name)
    {
        var folder = Environment.GetEnvironmentVariable("PATHWISE_GOLDEN") is { Length: > 0 } named
            ? named
            : Path.Combine(AppContext.BaseDirectory, "Golden");
        var plain = Path.Combine(folder, name + ".json");
        if (File.Exists(plain))
            return JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(plain));

        var zipped = plain + ".gz";
        if (!File.Exists(zipped))
            throw new FileNotFoundException($"The golden folder '{folder}' has neither {name}.json nor {name}.json.gz.", plain);
        using var stream = new GZipStream(File.OpenRead(zipped), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<JsonElement>(stream);
    }
}
