namespace Pathwise.Figures.Published.Scores;

/// <summary>A tuned preset, and what it is compared with.</summary>
/// <param name="Algorithm">The algorithm's name.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Preset">The preset's name.</param>
/// <param name="Published">The mean return that is published for it, or null.</param>
/// <param name="PublishedDeviation">The standard deviation over episodes beside it.</param>
internal sealed record ScoreLine(
    string Algorithm, string Environment, string Preset, double? Published = null, double PublishedDeviation = 0)
{
    /// <summary>What the interquartile mean over seeds has to reach, or null.</summary>
    public double? Bar { get; init; }

    /// <summary>What a step takes compared with other lines' steps: for the time that is left.</summary>
    public double Cost { get; init; } = 1;

    /// <summary>Its name as a part of the figure.</summary>
    public string Name => $"{Algorithm}/{Environment}/{Preset}";
}
