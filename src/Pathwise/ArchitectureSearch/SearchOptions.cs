using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.ArchitectureSearch;

/// <summary>How long a search goes on, and which networks it evaluates once.</summary>
public sealed record SearchOptions
{
    /// <summary>The options by name.</summary>
    public static Settings Settings { get; } = Settings.Of<SearchOptions>();

    /// <summary>Networks to propose, those whose result is reused included.</summary>
    /// <value>Default 100.</value>
    [Setting("networks to propose, those whose result is reused included")]
    [Range(1, 100_000_000)]
    public int Children { get; init; } = 100;

    /// <summary>Which networks share one evaluation.</summary>
    /// <value>Default: those that compute the same function.</value>
    [Setting("which networks share one evaluation")]
    public ReuseKind Reuse { get; init; } = ReuseKind.Equivalent;

    /// <summary>Failures in a row after which the search stops, because its workers are at fault rather than its
    /// networks; 0: never.</summary>
    /// <value>Default 20.</value>
    [Setting("failures in a row after which the search stops; 0: never")]
    [Range(0, 100_000_000)]
    public int MostFailures { get; init; } = 20;
}
