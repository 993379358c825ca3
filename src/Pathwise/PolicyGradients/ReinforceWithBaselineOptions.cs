using System.ComponentModel.DataAnnotations;
using Pathwise.Networks;
using Pathwise.Options;

namespace Pathwise.PolicyGradients;

/// <summary>Everything that decides a run of REINFORCE with baseline, apart from its environment, length and
/// seed.</summary>
/// <remarks>Vary one with <c>options with { Gamma = 0.9 }</c>.</remarks>
public sealed record ReinforceWithBaselineOptions : PolicyGradientOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<ReinforceWithBaselineOptions>(ScheduleType);

    /// <summary>α^w, the baseline's step size; a constant or a schedule over the run.</summary>
    /// <value>Default 0.01, for Adam.</value>
    [Range(0.0, 1e6)]
    [Setting("the baseline's step size", Symbol = "α^w", Source = "Sutton & Barto (2018), p. 330")]
    public Schedule BaselineStepSize { get; init; } = Schedule.Constant(0.01);

    /// <summary>Units of each hidden layer of the baseline; none: a linear baseline. Not used if it shares the
    /// policy's network.</summary>
    /// <value>Default one layer of 64.</value>
    [Setting("units of each hidden layer of the baseline; none for a linear one")]
    [Range(1, 4096)]
    public IReadOnlyList<int> BaselineHidden { get; init; } = [64];

    /// <summary>Whether the baseline is one more output of the policy's network, so that w and θ overlap.</summary>
    /// <value>Default false: a network of its own.</value>
    [Setting("whether the baseline is one more output of the policy's network")]
    public bool SharedNetwork { get; init; }

    /// <summary>How often the baseline learns from each gradient's steps.</summary>
    /// <value>Default 1, as in the book's box.</value>
    [Range(1, 1_000)]
    [Setting("how often the baseline learns from each gradient's steps")]
    public int BaselineRepeats { get; init; } = 1;
}
