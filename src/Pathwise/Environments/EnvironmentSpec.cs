namespace Pathwise.Environments;

/// <summary>What is known about a registered environment besides its dynamics.</summary>
/// <param name="Id">Its name, <c>Name-vN</c>.</param>
public sealed record EnvironmentSpec(string Id)
{
    /// <summary>Steps after which an episode is truncated, or null for no limit.</summary>
    public int? MaxEpisodeSteps { get; init; }

    /// <summary>The mean return from which on the task counts as solved, or null if none is agreed on.</summary>
    public double? RewardThreshold { get; init; }

    /// <summary>One sentence about the task.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Steps a second at which an animation looks natural.</summary>
    public int FramesPerSecond { get; init; } = 30;
}
