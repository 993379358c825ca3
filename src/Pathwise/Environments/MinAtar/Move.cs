namespace Pathwise.Environments.MinAtar;

/// <summary>What can be asked of the player of any of the games, numbered as the actions are.</summary>
public enum Move : byte
{
    /// <summary>Nothing.</summary>
    Stay,

    /// <summary>A cell to the left.</summary>
    Left,

    /// <summary>A cell up.</summary>
    Up,

    /// <summary>A cell to the right.</summary>
    Right,

    /// <summary>A cell down.</summary>
    Down,

    /// <summary>A shot.</summary>
    Fire,
}
