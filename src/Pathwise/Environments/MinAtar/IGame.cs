namespace Pathwise.Environments.MinAtar;

/// <summary>What can be chosen about each of the games.</summary>
internal interface IGame
{
    /// <summary>How often the move before is made again instead of the one that is asked for, in [0, 1].</summary>
    double StickyProbability { get; init; }

    /// <summary>Whether only those moves are actions that do something in this game.</summary>
    bool MinimalActions { get; init; }
}
