using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.Experiments.Runs;

/// <summary>How the best networks of a search are held against random ones.</summary>
public sealed record RetrainingOptions
{
    /// <summary>The options by name.</summary>
    public static Settings Settings { get; } = Settings.Of<RetrainingOptions>();

    /// <summary>The best networks of the search, all different, that are trained again.</summary>
    /// <value>Default 5.</value>
    [Setting("the best networks of the search that are trained again")]
    [Range(1, 10_000)]
    public int Top { get; init; } = 5;

    /// <summary>Random networks, all different, that are trained as long.</summary>
    /// <value>Default 5.</value>
    [Setting("random networks that are trained as long")]
    [Range(1, 10_000)]
    public int Random { get; init; } = 5;

    /// <summary>Trainings of each network.</summary>
    /// <value>Default 3.</value>
    [Setting("trainings of each network")]
    [Range(1, 10_000)]
    public int Seeds { get; init; } = 3;
}
