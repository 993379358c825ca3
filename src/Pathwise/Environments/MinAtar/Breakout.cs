using Pathwise.Randomness;

namespace Pathwise.Environments.MinAtar;

/// <summary>MinAtar's Breakout: keep a ball in play with a paddle, and break the bricks above.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(6)</c>: 0 nothing, 1 left, 3 right; 2, 4 and 5 do nothing either. With
/// <see cref="MinimalActions"/> <c>Discrete(3)</c>: nothing, left, right. With a probability of
/// <see cref="StickyProbability"/> the move before is made again instead.</para>
/// <para><b>Observations</b> <c>Box(400)</c>, 10 rows × 10 columns × 4 channels of 0 or 1: paddle, ball, where the
/// ball was before, bricks.</para>
/// <para><b>Reward</b> 1 for a brick. A ball that comes from a brick passes the next one. When none is left, three new
/// rows stand there as soon as the ball is at the bottom.</para>
/// <para><b>Start</b> three rows of bricks, the paddle in column 4, the ball at the left or at the right edge, falling
/// inwards.</para>
/// <para><b>Episode end</b> terminated when the ball passes the paddle. There is no time limit.</para>
/// <para><b>Source</b> K. Young, T. Tian (2019), <i>MinAtar</i>, arXiv:1903.03176. The rules are those of its code:
/// equal draws and moves give equal episodes. A difficulty that grows is not part of this game.</para>
/// </remarks>
public readonly record struct Breakout() : IDynamics<Breakout.State, int>, IGame
{
    private const int Channels = 4, FirstRow = 3, PaddleRow = Board.Size - 1, LastColumn = Board.Size - 1;

    private static readonly Box Observations = GridMarks.Space(Channels);
    private static readonly Board Wall = Board.Rectangle(1..4, 0..Board.Size);
    private static readonly Sprite[] Sprites =
    [
        new(Ink.Blue, 0.9), new(Ink.Orange, 0.7, IsRound: true), new(Ink.Grey, 0.3, IsRound: true),
        new(Ink.Green, 0.9),
    ];

    /// <summary>How often the move before is made again instead of the one that is asked for, in [0, 1].</summary>
    public double StickyProbability { get; init; } = 0.1;

    /// <summary>Whether only moves that do something in this game are actions.</summary>
    public bool MinimalActions { get; init; }

    /// <inheritdoc/>
    public Space ObservationSpace => Observations;

    /// <inheritdoc/>
    public Space ActionSpace => Joystick.Actions(Moves);

    private ReadOnlySpan<Move> Moves => MinimalActions ? [Move.Stay, Move.Left, Move.Right] : Joystick.AllMoves;

    /// <inheritdoc/>
    public State Reset(ref Rng rng) => Begin(ref rng);

    /// <inheritdoc/>
    public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng) =>
        Advance(ref state, Moves[action[0]], ref rng);

    /// <inheritdoc/>
    public void Observe(in State state, Span<float> observation)
    {
        var marks = new GridMarks(observation, Channels);
        marks.Set(0, PaddleRow, state.Paddle);
        marks.Set(1, state.Row, state.Column);
        marks.Set(2, state.TrailRow, state.TrailColumn);
        marks.Set(3, state.Bricks);
    }

    /// <inheritdoc/>
    public void Draw(in State state, ICanvas canvas)
    {
        Span<float> observation = stackalloc float[Board.Cells * Channels];
        Observe(in state, observation);
        GridPicture.Draw(observation, Sprites, canvas);
    }

    /// <inheritdoc cref="Reset"/>
    internal static State Begin<TDraws>(ref TDraws draws) where TDraws : struct, IDraws
    {
        var isFromRight = draws.NextInt32(2) == 1;
        var column = (sbyte)(isFromRight ? LastColumn : 0);
        return new()
        {
            Bricks = Wall, Paddle = 4,
            Column = column, Row = FirstRow, TrailColumn = column, TrailRow = FirstRow,
            Across = (sbyte)(isFromRight ? -1 : 1), Down = 1,
        };
    }

    /// <inheritdoc cref="IDynamics{TState, TAction}.Advance"/>
    internal Step Advance<TDraws>(ref State state, Move asked, ref TDraws draws) where TDraws : struct, IDraws
    {
        var move = Joystick.Make(asked, ref state.LastMove, StickyProbability, ref draws);
        if (state.IsOver) return new(0, Terminated: true);

        if (move == Move.Left) state.Paddle = (sbyte)Math.Max(0, state.Paddle - 1);
        else if (move == Move.Right) state.Paddle = (sbyte)Math.Min(LastColumn, state.Paddle + 1);

        (state.TrailColumn, state.TrailRow) = (state.Column, state.Row);
        state.Column += state.Across;
        if (state.Column is < 0 or > LastColumn)                    // a side: it stays in its column
        {
            state.Column = state.TrailColumn;
            state.Across = (sbyte)-state.Across;
        }

        var isAtBrick = false;
        var reward = 0;
        state.Row += state.Down;
        if (state.Row < 0)
        {
            state.Row = 0;
            state.Down = 1;
        }
        else if (state.Bricks.Contains(state.Row, state.Column))
        {
            isAtBrick = true;
            if (!state.WasAtBrick) reward = Break(ref state);
        }
        else if (state.Row == PaddleRow) Meet(ref state);

        state.WasAtBrick = isAtBrick;
        return new(reward, state.IsOver);
    }

    /// <summary>The brick is gone, and throws the ball back.</summary>
    private static int Break(ref State state)
    {
        state.Bricks -= Board.Of(state.Row, state.Column);
        Bounce(ref state);
        return 1;
    }

    /// <summary>The ball is at the bottom: a paddle where it came from throws it back, one where it goes throws it
    /// back to the side as well.</summary>
    private static void Meet(ref State state)
    {
        if (state.Bricks.IsEmpty) state.Bricks = Wall;
        if (state.Paddle == state.TrailColumn) Bounce(ref state);
        else if (state.Paddle == state.Column)
        {
            Bounce(ref state);
            state.Across = (sbyte)-state.Across;
        }
        else state.IsOver = true;
    }

    private static void Bounce(ref State state)
    {
        state.Row = state.TrailRow;
        state.Down = (sbyte)-state.Down;
    }

    /// <summary>Paddle, ball and bricks.</summary>
    public record struct State
    {
        internal Board Bricks;
        internal sbyte Paddle, Column, Row, TrailColumn, TrailRow;
        internal sbyte Across, Down;                                // where the ball flies: ±1
        internal bool WasAtBrick, IsOver;
        internal Move LastMove;
    }
}
