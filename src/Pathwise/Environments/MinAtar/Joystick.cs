using System.Runtime.CompilerServices;
using Pathwise.Randomness;

namespace Pathwise.Environments.MinAtar;

/// <summary>What becomes of an action before the game sees it.</summary>
internal static class Joystick
{
    private static readonly Discrete[] Choices = [.. Enumerable.Range(1, 6).Select(count => new Discrete(count))];

    /// <summary>All six moves, in the order of their numbers.</summary>
    public static ReadOnlySpan<Move> AllMoves =>
        [Move.Stay, Move.Left, Move.Up, Move.Right, Move.Down, Move.Fire];

    /// <summary>The space of as many actions as there are moves.</summary>
    public static Discrete Actions(ReadOnlySpan<Move> moves) => Choices[moves.Length - 1];

    /// <summary>The move that is made: the one before with the probability of stickiness, else the one asked for. A
    /// number is drawn in either case.</summary>
    /// <param name="asked">The move asked for.</param>
    /// <param name="last">The move made before, replaced by the one made now.</param>
    /// <param name="stickiness">In [0, 1].</param>
    /// <param name="draws">Where the number comes from.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Move Make<TDraws>(Move asked, ref Move last, double stickiness, ref TDraws draws)
        where TDraws : struct, IDraws
    {
        if (draws.NextDouble() >= stickiness) last = asked;
        return last;
    }
}
