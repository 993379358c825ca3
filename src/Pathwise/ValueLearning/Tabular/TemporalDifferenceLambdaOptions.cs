using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Everything that decides a TD(λ) prediction, apart from environment, policy, length and seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record TemporalDifferenceLambdaOptions : PredictionOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<TemporalDifferenceLambdaOptions>(ScheduleType);

    /// <summary>λ, how much of a trace a step leaves, besides γ.</summary>
    /// <value>Default 0.9.</value>
    [Range(0.0, 1.0)]
    [Setting("how much of a trace a step leaves, besides γ", Symbol = "λ", Source = "Sutton & Barto (2018), §12.2")]
    public double Lambda { get; init; } = 0.9;

    /// <summary>What a visit does to the trace.</summary>
    /// <value>Default accumulating.</value>
    [Setting("what a visit does to the trace", Symbol = "z", Source = "Sutton & Barto (2018), pp. 293, 300, 301")]
    public TraceKind Traces { get; init; } = TraceKind.Accumulating;

    /// <summary>Whether what is learned is added up, and comes into force when the episode ends.</summary>
    /// <value>Default false.</value>
    [Setting("whether what is learned comes into force only when the episode ends",
        Source = "Sutton & Barto (1998), §7.4")]
    public bool Offline { get; init; }
}
