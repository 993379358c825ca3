using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.ArchitectureSearch.Strategies;

/// <summary>Everything that decides a <see cref="RandomSearch"/>, apart from its seed.</summary>
public sealed record RandomSearchOptions
{
    /// <summary>The options by name.</summary>
    public static Settings Settings { get; } = Settings.Of<RandomSearchOptions>();

    /// <summary>Networks of a batch.</summary>
    /// <value>Default 1; it changes no network.</value>
    [Setting("networks of a batch")]
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 1;
}
