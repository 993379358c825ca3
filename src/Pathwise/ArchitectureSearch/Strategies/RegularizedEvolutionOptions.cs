using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.ArchitectureSearch.Strategies;

/// <summary>Everything that decides a <see cref="RegularizedEvolution"/>, apart from its seed.</summary>
/// <remarks>Defaults: Dong &amp; Yang (2020), §5, for NAS-Bench-201.</remarks>
public sealed record RegularizedEvolutionOptions
{
    /// <summary>The options by name.</summary>
    public static Settings Settings { get; } = Settings.Of<RegularizedEvolutionOptions>();

    /// <summary>P, the networks that live at once; the first P are random.</summary>
    /// <value>Default 10.</value>
    [Setting("networks that live at once", Symbol = "P", Source = "Dong & Yang (2020)")]
    [Range(1, 1_000_000)]
    public int Population { get; init; } = 10;

    /// <summary>S, how many are drawn, with replacement, of which the best is the parent.</summary>
    /// <value>Default 3.</value>
    [Setting("networks drawn, of which the best becomes the parent", Symbol = "S", Source = "Dong & Yang (2020)")]
    [Range(1, 1_000_000)]
    public int Sample { get; init; } = 3;

    /// <summary>Networks of a batch, all from one population.</summary>
    /// <value>Default 1: the paper's algorithm.</value>
    [Setting("networks of a batch, all from one population")]
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 1;
}
