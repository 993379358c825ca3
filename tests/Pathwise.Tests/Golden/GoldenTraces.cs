using System.Text.Json;

namespace Pathwise.Tests.Golden;

/// <summary>The recorded episodes and single steps of one environment.</summary>
internal sealed record GoldenTraces(
    string Id, JsonElement Arguments, int? MaxEpisodeSteps, GoldenEpisode[] Episodes, GoldenStep[] Steps)
{
    public static GoldenTraces Read(string name)
    {
        var file = GoldenFile.Read(name);
        return new(
            file.GetProperty("env_id").GetString()!,
            file.GetProperty("kwargs"),
            file.GetProperty("max_episode_steps").Deserialize<int?>(),
            [.. file.GetProperty("episodes").EnumerateArray().Select(Episode)],
            [.. file.GetProperty("one_step").EnumerateArray().Select(SingleStep)]);
    }

    private static GoldenEpisode Episode(JsonElement e) => new(
        e.GetProperty("name").GetString()!,
        Numbers(e.GetProperty("initial_state")),
        Numbers(e.GetProperty("initial_obs")),
        [.. e.GetProperty("actions").EnumerateArray().Select(Numbers)],
        [.. e.GetProperty("observations").EnumerateArray().Select(Numbers)],
        [.. e.GetProperty("states").EnumerateArray().Select(Numbers)],
        Numbers(e.GetProperty("rewards")),
        e.GetProperty("terminated").Deserialize<bool[]>()!,
        e.GetProperty("truncated").Deserialize<bool[]>()!,
        e.GetProperty("open_loop_comparable").GetBoolean());

    private static GoldenStep SingleStep(JsonElement e) => new(
        Numbers(e.GetProperty("state")), Numbers(e.GetProperty("action")), Numbers(e.GetProperty("obs")),
        Numbers(e.GetProperty("next_state")), e.GetProperty("reward").GetDouble(), e.GetProperty("terminated").GetBoolean());

    /// <summary>A list of numbers; a lone number is a list of one, and infinities are strings.</summary>
    public static double[] Numbers(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(Number)]
        : [Number(value)];

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() == "-Infinity" ? double.NegativeInfinity : double.PositiveInfinity,
        _ => value.GetDouble(),
    };
}

/// <summary>One recorded episode; row t is what step t brought.</summary>
internal sealed record GoldenEpisode(
    string Name, double[] InitialState, double[] InitialObservation, double[][] Actions, double[][] Observations,
    double[][] States, double[] Rewards, bool[] Terminated, bool[] Truncated, bool OpenLoopComparable);

/// <summary>One recorded step from a state of its own.</summary>
internal sealed record GoldenStep(
    double[] State, double[] Action, double[] Observation, double[] NextState, double Reward, bool Terminated);
