namespace Pathwise.Environments.MinAtar;

/// <summary>How the cells of a channel are drawn.</summary>
/// <param name="Ink">The colour.</param>
/// <param name="Size">The width, as a share of the cell's.</param>
/// <param name="IsRound">Whether it is a disc rather than a square.</param>
internal readonly record struct Sprite(Ink Ink, double Size, bool IsRound = false);
