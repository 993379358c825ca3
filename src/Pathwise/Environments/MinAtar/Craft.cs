namespace Pathwise.Environments.MinAtar;

/// <summary>Something that crosses the sea: a shot, a fish, a submarine or a diver.</summary>
internal struct Craft
{
    /// <summary>Where it is.</summary>
    public sbyte Column, Row;

    /// <summary>Steps until it moves, and until it fires.</summary>
    public sbyte MoveTimer, ShotTimer;

    /// <summary>Whether it goes to the right.</summary>
    public bool IsRightward;

    /// <summary>Whether it is still on the grid.</summary>
    public readonly bool IsInside => (uint)Column < Board.Size;

    /// <summary>Whether it is in a cell.</summary>
    public readonly bool IsAt(int row, int column) => Column == column && Row == row;

    /// <summary>Goes a cell on.</summary>
    public void Go() => Column += (sbyte)(IsRightward ? 1 : -1);
}
