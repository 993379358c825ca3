using System.Text.Json;

namespace Pathwise.Experiments;

/// <summary>Tuned settings of an algorithm for an environment.</summary>
/// <param name="Algorithm">The algorithm's name.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Name">The preset's own; <c>default</c>, or else the first, is used when none is asked
/// for.</param>
/// <param name="Steps">Environment steps to learn from.</param>
/// <param name="Settings">The options that differ from their defaults, as <see cref="Options.Settings.FromJson"/>
/// reads them.</param>
/// <param name="ExpectedReturn">The mean evaluation return it is known to reach, or null.</param>
/// <param name="Source">Where the settings, and what is expected of them, come from.</param>
public sealed record Preset(
    string Algorithm,
    string Environment,
    string Name,
    long Steps,
    JsonElement Settings,
    double? ExpectedReturn,
    string Source)
{
    /// <summary>The name of the preset that comes before others when none is asked for.</summary>
    public const string DefaultName = "default";

    /// <summary>The target at which training stops early, or null for none.</summary>
    public double? TargetReturn { get; init; }

    /// <summary>The options record.</summary>
    /// <exception cref="BadInputException">A setting is unknown or out of range.</exception>
    public object OptionsFor(Algorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        return algorithm.Id == Algorithm
            ? algorithm.Settings.FromJson(Settings)
            : throw new ArgumentException(
                $"This preset is for {Algorithm}, not for {algorithm.Id}.", nameof(algorithm));
    }
}
