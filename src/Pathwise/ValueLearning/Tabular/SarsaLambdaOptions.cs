using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Everything that decides a run of Sarsa(λ), apart from its environment, length and seed.</summary>
/// <remarks>Vary one with <c>options with { Lambda = 0.8 }</c>.</remarks>
public sealed record SarsaLambdaOptions : StepSizeControlOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<SarsaLambdaOptions>(ScheduleType);

    /// <summary>λ, how much of a trace a step leaves, besides γ.</summary>
    /// <value>Default 0.9.</value>
    [Range(0.0, 1.0)]
    [Setting("how much of a trace a step leaves, besides γ", Symbol = "λ", Source = "Sutton & Barto (2018), §12.7")]
    public double Lambda { get; init; } = 0.9;

    /// <summary>What a visit does to the trace.</summary>
    /// <value>Default accumulating.</value>
    [Setting("what a visit does to the trace", Symbol = "z", Source = "Sutton & Barto (2018), pp. 293, 300, 301, 305")]
    public TraceKind Traces { get; init; } = TraceKind.Accumulating;
}
