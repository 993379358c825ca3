using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.Environments;
using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Runs;

/// <summary>Writes and reads <c>manifest.json</c>.</summary>
internal static class ManifestFile
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <exception cref="BadInputException">It cannot be written.</exception>
    internal static void Write(string path, Manifest manifest)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented)) ToJson(manifest).WriteTo(json);
        buffer.WriteByte((byte)'\n');
        AtomicFile.Write(path, buffer.WriteTo);
    }

    /// <exception cref="BadInputException">It is not there, or damaged, or of a newer version.</exception>
    internal static Manifest Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return FromJson(json.RootElement, path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new BadInputException($"The manifest '{path}' is damaged: {e.Message.TrimEnd('.')}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The manifest '{path}' cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static JsonObject ToJson(Manifest manifest) => new()
    {
        ["format"] = Manifest.Format,
        ["version"] = manifest.Version,
        ["algorithm"] = manifest.Algorithm,
        ["environment"] = manifest.Environment,
        ["environmentArguments"] = new JsonObject(
            manifest.EnvironmentArguments.Select(pair => KeyValuePair.Create(pair.Key, ToJson(pair.Value)))),
        ["seed"] = manifest.Seed,
        ["training"] = new JsonObject
        {
            ["steps"] = manifest.Training.Steps,
            ["targetReturn"] = manifest.Training.TargetReturn,
            ["targetEpisodes"] = manifest.Training.TargetEpisodes,
            ["metricsEvery"] = manifest.Training.MetricsEvery,
            ["checkpointEvery"] = manifest.Training.CheckpointEvery,
            ["keptCheckpoints"] = manifest.Training.KeptCheckpoints,
            ["evaluation"] = manifest.Training.Evaluation is { } evaluation ? ToJson(evaluation) : null,
        },
        ["preset"] = manifest.Preset,
        ["settings"] = manifest.Settings.DeepClone(),
        ["threads"] = manifest.Threads,
        ["machine"] = new JsonObject
        {
            ["operatingSystem"] = manifest.Machine.OperatingSystem,
            ["framework"] = manifest.Machine.Framework,
            ["architecture"] = manifest.Machine.Architecture,
            ["processors"] = manifest.Machine.Processors,
            ["vectorBits"] = manifest.Machine.VectorBits,
        },
        ["created"] = manifest.Created.ToString("O", CultureInfo.InvariantCulture),
        ["status"] = JsonNamingPolicy.CamelCase.ConvertName(manifest.Status.ToString()),
        ["result"] = manifest.Result is { } result ? ToJson(result) : null,
        ["error"] = manifest.Error,
    };

    private static JsonObject ToJson(EvaluationSchedule evaluation) => new()
    {
        ["every"] = evaluation.Every,
        ["episodes"] = evaluation.Episodes,
        ["greedy"] = evaluation.IsGreedy,
        ["targetReturn"] = evaluation.TargetReturn,
        ["patience"] = evaluation.Patience,
    };

    private static JsonObject ToJson(TrainingResult result) => new()
    {
        ["steps"] = result.Steps,
        ["episodes"] = result.Episodes,
        ["seconds"] = result.Elapsed.TotalSeconds,
        ["stepsPerSecond"] = result.StepsPerSecond,
        ["meanReturn"] = result.MeanReturn,
        ["targetReached"] = result.TargetReached,
        ["divergedIn"] = result.DivergedIn,
        ["stopReason"] = result.StopReason,
    };

    private static Manifest FromJson(JsonElement json, string path)
    {
        var format = json.Required("format").GetInt32();
        if (format > Manifest.Format)
            throw new BadInputException(
                $"The run of '{path}' was made by the newer version {json.Required("version").GetString()} "
                + $"(format {format}); this one, {Manifest.CurrentVersion}, reads formats up to {Manifest.Format}.");

        var (training, machine) = (json.Required("training"), json.Required("machine"));
        var status = Status(json.Required("status"));
        return new(
            Text(json, "algorithm"),
            Text(json, "environment"),
            json.Required("seed").GetUInt64(),
            new TrainingPlan(training.Required("steps").GetInt64())
            {
                TargetReturn = Number(training, "targetReturn"),
                TargetEpisodes = training.Required("targetEpisodes").GetInt32(),
                MetricsEvery = training.Required("metricsEvery").GetInt64(),
                CheckpointEvery = training.Required("checkpointEvery").GetInt64(),
                KeptCheckpoints = training.TryGetProperty("keptCheckpoints", out var kept) ? kept.GetInt32() : 2,
                Evaluation = ScheduleOf(training),
            },
            JsonObject.Create(json.Required("settings").Clone()) ?? [])
        {
            EnvironmentArguments = Arguments(json),
            Preset = json.Required("preset").GetString(),
            Threads = json.Required("threads").GetInt32(),
            Version = Text(json, "version"),
            Machine = new(
                Text(machine, "operatingSystem"),
                Text(machine, "framework"),
                Text(machine, "architecture"),
                machine.Required("processors").GetInt32(),
                machine.Required("vectorBits").GetInt32()),
            Created = json.Required("created").GetDateTimeOffset(),
            Status = status,
            Result = json.Required("result") is { ValueKind: JsonValueKind.Object } result ? ResultOf(result, status)
                : null,
            Error = json.Required("error").GetString(),
        };
    }

    /// <summary>A number as a number, a text as a text.</summary>
    private static JsonNode? ToJson(ArgumentValue value) => value.Text is { } text ? text : value.Number;

    /// <summary>Runs that were begun before there were arguments have none.</summary>
    private static Dictionary<string, ArgumentValue> Arguments(JsonElement json) =>
        json.TryGetProperty("environmentArguments", out var arguments)
            ? arguments.EnumerateObject().ToDictionary(
                pair => pair.Name,
                pair => pair.Value.ValueKind == JsonValueKind.String
                    ? new ArgumentValue(pair.Value.GetString()!)
                    : new ArgumentValue(pair.Value.GetDouble()))
            : [];

    /// <summary>Runs that were begun before there were such evaluations have none.</summary>
    private static EvaluationSchedule? ScheduleOf(JsonElement training) =>
        training.TryGetProperty("evaluation", out var json) && json.ValueKind == JsonValueKind.Object
            ? new(json.Required("every").GetInt64())
            {
                Episodes = json.Required("episodes").GetInt32(),
                IsGreedy = json.Required("greedy").GetBoolean(),
                TargetReturn = Number(json, "targetReturn"),
                Patience = json.Required("patience") is { ValueKind: JsonValueKind.Number } n ? n.GetInt32() : null,
            }
            : null;

    private static TrainingResult ResultOf(JsonElement json, RunStatus status) => new(
        status,
        json.Required("steps").GetInt64(),
        json.Required("episodes").GetInt64(),
        TimeSpan.FromSeconds(json.Required("seconds").GetDouble()),
        json.Required("stepsPerSecond").GetDouble(),
        Number(json, "meanReturn"),
        json.Required("targetReached").GetBoolean(),
        json.Required("divergedIn").GetString())
    {
        StopReason = json.TryGetProperty("stopReason", out var reason) ? reason.GetString() : null,
    };

    private static RunStatus Status(JsonElement json) =>
        Enum.TryParse<RunStatus>(json.GetString(), ignoreCase: true, out var status)
            ? status
            : throw new FormatException($"There is no status '{json.GetString()}'");

    private static string Text(JsonElement json, string name) =>
        json.Required(name).GetString() ?? throw new FormatException($"'{name}' is missing");

    private static double? Number(JsonElement json, string name) =>
        json.Required(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
}
