using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch;
using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Runs;

/// <summary>A child as a line of JSON; at last <c>seconds</c>, so that what depends on the machine can be cut
/// off.</summary>
internal static class ChildLine
{
    internal static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The lines of a journal about networks of a space.</summary>
    internal static LineFormat<Child> Of(ISearchSpace space) => new(line => Read(line, space), Write);

    /// <summary>The line, its end included.</summary>
    internal static byte[] Write(Child child)
    {
        var result = child.Result;
        var json = new JsonObject
        {
            ["child"] = child.Index,
            ["batch"] = child.Batch,
            ["genotype"] = child.Genotype.ToString(),
            ["status"] = JsonNamingPolicy.CamelCase.ConvertName(result.Status.ToString()),
            ["accuracy"] = result.Accuracy,
            ["multiplyAdds"] = result.MultiplyAdds,
            ["parameters"] = result.Parameters,
        };
        if (result.Latency is { } latency) json["latency"] = latency;
        if (result.TestAccuracy is { } test) json["testAccuracy"] = test;
        if (result.Rung > 0) json["rung"] = result.Rung;
        if (child.SameAs is { } same) json["sameAs"] = same;
        json["reward"] = child.Reward;
        if (result.Failure is { } failure) json["failure"] = failure;
        json["seconds"] = result.Seconds;
        return Encoding.UTF8.GetBytes(json.ToJsonString(Plain) + "\n");
    }

    /// <exception cref="BadInputException">It is no such line, or its network is none of the space.</exception>
    internal static Child Read(string line, ISearchSpace space)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            return new(
                json.Required("child").GetInt32(),
                json.Required("batch").GetInt32(),
                Genotype.Parse(space, json.Required("genotype").GetString() ?? ""),
                new(
                    Enum.Parse<ChildStatus>(json.Required("status").GetString() ?? "", ignoreCase: true),
                    json.Required("accuracy").GetDouble(),
                    json.Required("multiplyAdds").GetInt64(),
                    json.Required("parameters").GetInt64())
                {
                    Latency = Number(json, "latency"),
                    TestAccuracy = Number(json, "testAccuracy"),
                    Rung = json.TryGetProperty("rung", out var rung) ? rung.GetInt32() : 0,
                    Failure = json.TryGetProperty("failure", out var failure) ? failure.GetString() : null,
                    Seconds = json.Required("seconds").GetDouble(),
                },
                json.Required("reward").GetDouble(),
                json.TryGetProperty("sameAs", out var same) ? same.GetInt32() : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException
            or ArgumentException)
        {
            throw new BadInputException($"it is no line about a child: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static double? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) ? member.GetDouble() : null;
}
