using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.ArchitectureSearch.Evaluators;

/// <summary>What a <see cref="SyntheticEvaluator"/> pretends.</summary>
public sealed record SyntheticEvaluatorOptions
{
    /// <summary>The options by name.</summary>
    public static Settings Settings { get; } = Settings.Of<SyntheticEvaluatorOptions>();

    /// <summary>What it likes.</summary>
    /// <value>Default: one good option for each decision.</value>
    [Setting("what it likes: count good options, or agree in pairs")]
    public SyntheticTask Task { get; init; } = SyntheticTask.Count;

    /// <summary>Which options are good.</summary>
    /// <value>Default 1.</value>
    [Setting("the number that decides which options are good")]
    [Range(0, int.MaxValue)]
    public int Secret { get; init; } = 1;

    /// <summary>How long an evaluation pretends to take, in milliseconds.</summary>
    /// <value>Default 0.</value>
    [Setting("how long an evaluation pretends to take, in milliseconds")]
    [Range(0, 1_000_000)]
    public int Milliseconds { get; init; }

    /// <summary>The share of children that fail.</summary>
    /// <value>Default 0.</value>
    [Setting("the share of children that fail")]
    [Range(0, 1)]
    public double Failing { get; init; }

    /// <summary>The share of children that diverge.</summary>
    /// <value>Default 0.</value>
    [Setting("the share of children that diverge")]
    [Range(0, 1)]
    public double Diverging { get; init; }
}
