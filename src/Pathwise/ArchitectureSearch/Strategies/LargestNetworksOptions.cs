using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.ArchitectureSearch.Strategies;

/// <summary>Everything that decides a search by <see cref="LargestNetworks"/>, apart from its seed.</summary>
public sealed record LargestNetworksOptions
{
    /// <summary>The options by name.</summary>
    public static Settings Settings { get; } = Settings.Of<LargestNetworksOptions>();

    /// <summary>Random networks of which the largest is taken, where a space is too large to sort.</summary>
    /// <value>Default 1000.</value>
    [Setting("random networks of which the largest is taken, where a space is too large to sort")]
    [Range(1, 1_000_000)]
    public int Candidates { get; init; } = 1000;

    /// <summary>Networks of a batch.</summary>
    /// <value>Default 1; it changes no network.</value>
    [Setting("networks of a batch")]
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 1;
}
