using System.Text.Json.Nodes;

namespace Pathwise.Cli.Runs;

/// <summary>An episode that was played to be watched.</summary>
/// <param name="Return">What it earned.</param>
/// <param name="Length">Its steps.</param>
/// <param name="Terminated">Whether it ended by itself.</param>
/// <param name="Truncated">Whether it was cut, by a time limit or by whoever watched.</param>
internal sealed record PlayedEpisode(double Return, int Length, bool Terminated, bool Truncated)
{
    /// <summary>The episode as JSON.</summary>
    public JsonObject ToJson() => new()
    {
        ["return"] = Json.Number(Return), ["length"] = Length, ["terminated"] = Terminated, ["truncated"] = Truncated,
    };
}
