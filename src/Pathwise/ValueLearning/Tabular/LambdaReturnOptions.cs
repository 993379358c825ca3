using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Everything that decides an offline λ-return prediction, apart from environment, policy, length and
/// seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record LambdaReturnOptions : PredictionOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<LambdaReturnOptions>(ScheduleType);

    /// <summary>λ, how much the longer returns count.</summary>
    /// <value>Default 0.9.</value>
    [Range(0.0, 1.0)]
    [Setting("how much the longer returns count", Symbol = "λ", Source = "Sutton & Barto (2018), §12.1")]
    public double Lambda { get; init; } = 0.9;
}
