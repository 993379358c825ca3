using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pathwise.ArchitectureSearch.Training;

/// <summary>What a worker answers to a <see cref="TrainingJob"/>, as one line of JSON on its standard output: some
/// epochs, if they are wanted, and then an end of another kind.</summary>
public sealed record TrainingAnswer
{
    /// <summary>The job's number.</summary>
    public required int Id { get; init; }

    /// <summary>What is told.</summary>
    public required TrainingAnswerKind Kind { get; init; }

    /// <summary>Epochs that are done.</summary>
    public int Epoch { get; init; }

    /// <summary>The mean loss of the last epoch, in nats an image; 0 where it is not finite.</summary>
    public double Loss { get; init; }

    /// <summary>The accuracy on images that were held out, in [0, 1].</summary>
    public double Accuracy { get; init; }

    /// <summary>The accuracy on test images; null where it was not wanted.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>How long the training took.</summary>
    public double Seconds { get; init; }

    /// <summary>What the images are, where that was asked.</summary>
    public TrainingImages? Images { get; init; }

    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Failure { get; init; }

    /// <summary>As JSON.</summary>
    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["kind"] = Kind.ToString(),
        ["epoch"] = Epoch,
        ["loss"] = Loss,
        ["accuracy"] = Accuracy,
        ["testAccuracy"] = TestAccuracy,
        ["seconds"] = Seconds,
        ["images"] = Images?.ToJson(),
        ["failure"] = Failure,
    };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static TrainingAnswer FromJson(JsonElement json) => new()
    {
        Id = json.GetProperty("id").GetInt32(),
        Kind = Enum.Parse<TrainingAnswerKind>(json.GetProperty("kind").GetString()!),
        Epoch = json.GetProperty("epoch").GetInt32(),
        Loss = json.GetProperty("loss").GetDouble(),
        Accuracy = json.GetProperty("accuracy").GetDouble(),
        TestAccuracy = json.GetProperty("testAccuracy") is { ValueKind: JsonValueKind.Number } test
            ? test.GetDouble()
            : null,
        Seconds = json.GetProperty("seconds").GetDouble(),
        Images = json.GetProperty("images") is { ValueKind: JsonValueKind.Object } images
            ? TrainingImages.FromJson(images)
            : null,
        Failure = json.GetProperty("failure").GetString(),
    };
}
