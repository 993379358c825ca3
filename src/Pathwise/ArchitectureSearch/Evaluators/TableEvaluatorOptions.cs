using System.ComponentModel.DataAnnotations;
using Pathwise.ArchitectureSearch.Benchmarks;
using Pathwise.Options;

namespace Pathwise.ArchitectureSearch.Evaluators;

/// <summary>What a <see cref="TableEvaluator"/> looks up.</summary>
public sealed record TableEvaluatorOptions
{
    /// <summary>The options by name.</summary>
    public static Settings Settings { get; } = Settings.Of<TableEvaluatorOptions>();

    /// <summary>The images that the networks were trained on.</summary>
    /// <value>Default: CIFAR-10.</value>
    [Setting("the images that the networks were trained on")]
    public NasBench201Dataset Dataset { get; init; } = NasBench201Dataset.Cifar10;

    /// <summary>The device whose latency is told.</summary>
    /// <value>Default: a Raspberry Pi 4.</value>
    [Setting("the device whose latency is told")]
    public NasBench201Device Device { get; init; } = NasBench201Device.RaspberryPi4;

    /// <summary>The standard deviation of normal noise that each look-up adds to the accuracy, in points.</summary>
    /// <value>Default 0. Twins in the table, cells that compute the same, differ by 0.64 on CIFAR-10.</value>
    [Setting("standard deviation of the noise added to the accuracy, in points")]
    [Range(0, 100)]
    public double Noise { get; init; }
}
