using Pathwise.Options;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Everything that decides a Monte-Carlo prediction, apart from environment, policy, length and
/// seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record MonteCarloPredictionOptions : PredictionOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<MonteCarloPredictionOptions>(ScheduleType);

    /// <summary>The book's: averages of returns.</summary>
    public MonteCarloPredictionOptions() => SampleAverage = true;

    /// <summary>Whether a state learns from every visit in an episode, not from the first only.</summary>
    /// <value>Default false.</value>
    [Setting("whether a state learns from every visit in an episode, not from the first only",
        Source = "Sutton & Barto (2018), §5.1")]
    public bool EveryVisit { get; init; }
}
