using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Training;
using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Runs;

/// <summary>A network that has learned to name images, in a folder: <c>network.json</c> says what it is and how it was
/// trained, <c>weights.safetensors</c> has its numbers.</summary>
public sealed record TrainedNetwork
{
    private const string NetworkFile = "network.json", WeightsFile = "weights.safetensors";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>The network with its numbers.</summary>
    public required NetworkWeights Weights { get; init; }

    /// <summary>How it was trained.</summary>
    public required ChildTrainingOptions Options { get; init; }

    /// <summary>What is taken from each channel's numbers, which are in [0, 1].</summary>
    public required IReadOnlyList<double> Means { get; init; }

    /// <summary>What they are multiplied by then.</summary>
    public required IReadOnlyList<double> Scales { get; init; }

    /// <summary>The accuracy on images that were held out, in [0, 1].</summary>
    public required double Accuracy { get; init; }

    /// <summary>The accuracy on test images; null where it was not measured.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>Writes it.</summary>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public void Save(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The folder '{folder}' cannot be made: {e.Message.TrimEnd('.')}.", e);
        }

        var weights = new SafetensorsWriter();
        weights.Write<float>("parameters", Weights.Parameters);
        weights.Write<float>("statistics", Weights.Statistics);
        AtomicFile.Write(Path.Combine(folder, WeightsFile), weights.Save);

        var json = new JsonObject
        {
            ["version"] = Manifest.CurrentVersion,
            ["accuracy"] = Accuracy,
            ["testAccuracy"] = TestAccuracy,
            ["means"] = new JsonArray([.. Means.Select(mean => (JsonNode)mean)]),
            ["scales"] = new JsonArray([.. Scales.Select(scale => (JsonNode)scale)]),
            ["options"] = ChildTrainingOptions.Settings.ToJson(Options),
            ["network"] = BlueprintJson.Write(Weights.Blueprint),
        };
        AtomicFile.Write(Path.Combine(folder, NetworkFile), stream =>
        {
            using var writer = new Utf8JsonWriter(stream, Indented);
            json.WriteTo(writer);
        });
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="BadInputException">There is no such network, or it is damaged.</exception>
    public static TrainedNetwork Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var (network, weights) = (Path.Combine(folder, NetworkFile), Path.Combine(folder, WeightsFile));
        if (!File.Exists(network) || !File.Exists(weights))
            throw new BadInputException($"The folder '{folder}' holds no trained network: '{NetworkFile}' or "
                + $"'{WeightsFile}' is missing; 'pathwise nas train' makes one.");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(network));
            var json = document.RootElement;
            var reader = new SafetensorsReader(File.ReadAllBytes(weights), weights);
            return new()
            {
                Weights = new(
                    BlueprintJson.Read(json.Required("network")),
                    reader.ReadAll<float>("parameters"), reader.ReadAll<float>("statistics")),
                Options = (ChildTrainingOptions)ChildTrainingOptions.Settings.FromJson(json.Required("options")),
                Means = Numbers(json.Required("means")),
                Scales = Numbers(json.Required("scales")),
                Accuracy = json.Required("accuracy").GetDouble(),
                TestAccuracy = json.Required("testAccuracy") is { ValueKind: JsonValueKind.Number } test
                    ? test.GetDouble()
                    : null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException
            or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The trained network '{folder}' cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static double[] Numbers(JsonElement json) =>
        [.. json.EnumerateArray().Select(number => number.GetDouble())];
}
