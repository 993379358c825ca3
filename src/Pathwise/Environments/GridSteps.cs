namespace Pathwise.Environments;

/// <summary>The four steps in a grid, in the orders in which environments number them.</summary>
internal static class GridSteps
{
    /// <summary>FrozenLake's order.</summary>
    public static readonly (int Down, int Right)[] LeftDownRightUp = [(0, -1), (1, 0), (0, 1), (-1, 0)];

    /// <summary>CliffWalking's order.</summary>
    public static readonly (int Down, int Right)[] UpRightDownLeft = [(-1, 0), (0, 1), (1, 0), (0, -1)];

    /// <summary>The book's order: north, south, east, west.</summary>
    public static readonly (int Down, int Right)[] UpDownRightLeft = [(-1, 0), (1, 0), (0, 1), (0, -1)];

    /// <summary>Its names.</summary>
    public static readonly string[] UpDownRightLeftNames = ["up", "down", "right", "left"];
}
