using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.ArchitectureSearch.Strategies;

/// <summary>Everything that decides a <see cref="LocalSearch"/>, apart from its seed.</summary>
public sealed record LocalSearchOptions
{
    /// <summary>The options by name.</summary>
    public static Settings Settings { get; } = Settings.Of<LocalSearchOptions>();

    /// <summary>Whether it moves as soon as a neighbour is better, rather than to the best of all.</summary>
    /// <value>Default true: a large space has hundreds of neighbours.</value>
    [Setting("whether it moves to the first better neighbour, rather than to the best of all")]
    public bool FirstBetter { get; init; } = true;

    /// <summary>Networks of a batch.</summary>
    /// <value>Default 1.</value>
    [Setting("networks of a batch")]
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 1;
}
