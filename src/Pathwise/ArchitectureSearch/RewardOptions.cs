using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.ArchitectureSearch;

/// <summary>What a search is after.</summary>
public sealed record RewardOptions
{
    /// <summary>The options by name.</summary>
    public static Settings Settings { get; } = Settings.Of<RewardOptions>();

    /// <summary>How accuracy and cost make a reward.</summary>
    /// <value>Default: accuracy alone.</value>
    [Setting("how accuracy and cost make a reward")]
    public RewardForm Form { get; init; } = RewardForm.Accuracy;

    /// <summary>What counts as cost.</summary>
    /// <value>Default: multiply-adds.</value>
    [Setting("what counts as cost", Symbol = "c")]
    public CostKind Cost { get; init; } = CostKind.MultiplyAdds;

    /// <summary>T, the cost that is aimed at: multiply-adds, parameters or milliseconds.</summary>
    /// <value>Default 400 million.</value>
    [Setting("the cost that is aimed at", Symbol = "T", Source = "Tan & Le (2019), §3")]
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Target { get; init; } = 400e6;

    /// <summary>w, the exponent of T/c; above the target only, where the form has two.</summary>
    /// <value>Default 0.07: a network twice as dear must be 5 % better.</value>
    [Setting("the exponent of T/c", Symbol = "w", Source = "Tan et al. (2019), §3.1")]
    [Range(0, 100)]
    public double Exponent { get; init; } = 0.07;

    /// <summary>v, the exponent of T/c up to the target, for the asymmetric form.</summary>
    /// <value>Default 0: what is cheap enough is not made cheaper.</value>
    [Setting("the exponent of T/c up to the target, of the asymmetric form", Symbol = "v")]
    [Range(0, 100)]
    public double ExponentBelow { get; init; }

    /// <summary>The reward of a child that failed or diverged.</summary>
    /// <value>Default 0.</value>
    [Setting("the reward of a child that failed or diverged")]
    [Range(-1000, 1000)]
    public double OfFailure { get; init; }
}
