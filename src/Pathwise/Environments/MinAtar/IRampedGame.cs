namespace Pathwise.Environments.MinAtar;

/// <summary>A game that can become harder the longer it lasts.</summary>
internal interface IRampedGame : IGame
{
    /// <summary>Whether it does.</summary>
    bool DifficultyRamping { get; init; }
}
