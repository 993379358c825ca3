using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Runs;

/// <summary>The counters of a checkpoint, beside the file with its arrays.</summary>
/// <param name="Algorithm">Whose state it is.</param>
/// <param name="Environment">Where it was learning.</param>
/// <param name="Step">Environment steps learned from.</param>
/// <param name="Episodes">Episodes that had ended.</param>
/// <param name="MetricsLines">Lines of metrics that had been written.</param>
/// <param name="EvaluationLines">Evaluations that had been written.</param>
/// <remarks>Holds no time and no machine: the same run writes the same bytes.</remarks>
internal sealed record Checkpoint(
    string Algorithm, string Environment, long Step, long Episodes, long MetricsLines, long EvaluationLines = 0)
{
    internal const int Format = 1;

    private const string SealName = "sha256", EvaluationLinesName = "evaluationLines";

    /// <summary>The JSON file, sealed by the SHA-256 of the arrays' file followed by this file without its
    /// seal.</summary>
    internal byte[] ToBytes(ReadOnlySpan<byte> arrays)
    {
        var json = ToJson();
        json[SealName] = Seal(arrays);
        return Encoding.UTF8.GetBytes(json.ToJsonString() + "\n");
    }

    /// <summary>Reads a JSON file and checks its seal.</summary>
    /// <exception cref="BadInputException">One of the two files was altered or cut short, or is of a newer
    /// version.</exception>
    internal static Checkpoint Read(byte[] bytes, ReadOnlySpan<byte> arrays, string path)
    {
        Checkpoint checkpoint;
        string? seal;
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var format = json.RootElement.Required("format").GetInt32();
            if (format > Format)
                throw new BadInputException(
                    $"The checkpoint '{path}' has format {format}, which a newer version wrote; "
                    + $"this one reads up to {Format}.");
            checkpoint = new(
                json.RootElement.Required("algorithm").GetString() ?? "",
                json.RootElement.Required("environment").GetString() ?? "",
                json.RootElement.Required("step").GetInt64(),
                json.RootElement.Required("episodes").GetInt64(),
                json.RootElement.Required("metricsLines").GetInt64(),
                json.RootElement.TryGetProperty(EvaluationLinesName, out var lines) ? lines.GetInt64() : 0);
            seal = json.RootElement.Required(SealName).GetString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Damaged(path, e);
        }

        return seal == checkpoint.Seal(arrays) ? checkpoint : throw Damaged(path, null);
    }

    private static BadInputException Damaged(string path, Exception? cause)
    {
        var message = $"The checkpoint '{path}' was altered or cut short; remove it to continue from the one before.";
        return cause is null ? new(message) : new(message, cause);
    }

    /// <summary>Where there was no evaluation, nothing is said of them: so it is in older checkpoints.</summary>
    private JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["format"] = Format,
            ["algorithm"] = Algorithm,
            ["environment"] = Environment,
            ["step"] = Step,
            ["episodes"] = Episodes,
            ["metricsLines"] = MetricsLines,
        };
        if (EvaluationLines > 0) json[EvaluationLinesName] = EvaluationLines;
        return json;
    }

    private string Seal(ReadOnlySpan<byte> arrays)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(arrays);
        hash.AppendData(Encoding.UTF8.GetBytes(ToJson().ToJsonString()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
