using System.ComponentModel.DataAnnotations;
using Pathwise.ArchitectureSearch.Controllers;
using Pathwise.Options;

namespace Pathwise.ArchitectureSearch.Strategies;

/// <summary>Everything that decides a <see cref="PpoSearch"/>, apart from its seed.</summary>
public sealed record PpoSearchOptions : ControllerOptions
{
    /// <summary>The options by name.</summary>
    public static Settings Settings { get; } = Settings.Of<PpoSearchOptions>();

    /// <summary>α, the step size.</summary>
    /// <value>Default 0.00035.</value>
    [Setting("the step size", Symbol = "α", Source = "Zoph et al. (2018), App. A.2")]
    [Range(0.0, 1e6)]
    public double StepSize { get; init; } = 0.00035;

    /// <summary>K, the steps that are taken on one batch.</summary>
    /// <value>Default 10; NASNet's paper does not say.</value>
    [Setting("steps that are taken on one batch", Symbol = "K", Source = "Schulman et al. (2017), Table 3")]
    [Range(1, 10_000)]
    public int Epochs { get; init; } = 10;

    /// <summary>ε, how far from 1 a choice's probability ratio earns anything.</summary>
    /// <value>Default 0.2.</value>
    [Setting("how far from 1 a choice's probability ratio earns anything", Symbol = "ε",
        Source = "Schulman et al. (2017), §6.1")]
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double ClipRange { get; init; } = 0.2;
}
