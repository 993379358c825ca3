using System.ComponentModel.DataAnnotations;
using Pathwise.ArchitectureSearch.Controllers;
using Pathwise.Options;

namespace Pathwise.ArchitectureSearch.Strategies;

/// <summary>Everything that decides a <see cref="ReinforceSearch"/>, apart from its seed.</summary>
public sealed record ReinforceSearchOptions : ControllerOptions
{
    /// <summary>The options by name.</summary>
    public static Settings Settings { get; } = Settings.Of<ReinforceSearchOptions>();

    /// <summary>α, the step size.</summary>
    /// <value>Default 0.0035.</value>
    [Setting("the step size", Symbol = "α", Source = "Pham et al. (2018), App. A")]
    [Range(0.0, 1e6)]
    public double StepSize { get; init; } = 0.0035;
}
