using Pathwise.Options;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Everything that decides a run of Monte-Carlo control, apart from its environment, length and
/// seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record MonteCarloControlOptions : StepSizeControlOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<MonteCarloControlOptions>(ScheduleType);

    /// <summary>The book's: averages of returns.</summary>
    public MonteCarloControlOptions() => SampleAverage = true;

    /// <summary>Whether a pair learns from every visit in an episode, not from the first only.</summary>
    /// <value>Default false.</value>
    [Setting("whether a pair learns from every visit in an episode, not from the first only",
        Source = "Sutton & Barto (2018), §5.1")]
    public bool EveryVisit { get; init; }

    /// <summary>Whether the first action of each episode is any, all equally likely.</summary>
    /// <value>Default false.</value>
    [Setting("whether the first action of each episode is any, all equally likely",
        Source = "Sutton & Barto (2018), p. 99")]
    public bool ExploringStarts { get; init; }
}
