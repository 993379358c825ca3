namespace Pathwise.Experiments.Tuning;

/// <summary>How much one option matters: the share of the values' variance that it explains alone.</summary>
/// <param name="Name">The option.</param>
/// <param name="Share">The share, in [0, 1]; the mean over the trees.</param>
/// <param name="Low">The share in the tree at the 10th percentile.</param>
/// <param name="High">The share in the tree at the 90th percentile.</param>
/// <param name="Chance">The share that an option without any effect would seem to have in one of ten searches like
/// this.</param>
public sealed record SettingImportance(string Name, double Share, double Low, double High, double Chance)
{
    /// <summary>Whether the share is above what chance would give.</summary>
    public bool Matters => Share > Chance;
}
