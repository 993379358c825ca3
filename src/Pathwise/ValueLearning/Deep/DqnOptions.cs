using Pathwise.Options;

namespace Pathwise.ValueLearning.Deep;

/// <summary>Everything that decides a run of DQN, apart from its environment, length and seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record DqnOptions : DeepValueOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<DqnOptions>(ScheduleType);
}
