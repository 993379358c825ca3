using Pathwise.Randomness;

namespace Pathwise.Environments.MinAtar;

/// <summary>MinAtar's Asterix: gather gold that crosses the field, and keep clear of enemies that do the
/// same.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(6)</c>: 0 nothing, 1 left, 2 up, 3 right, 4 down; 5 does nothing. With
/// <see cref="MinimalActions"/> the first five. With a probability of <see cref="StickyProbability"/> the move before
/// is made again instead.</para>
/// <para><b>Observations</b> <c>Box(400)</c>, 10 rows × 10 columns × 4 channels of 0 or 1: player, enemies, trails
/// (the cell behind whatever crosses), gold.</para>
/// <para><b>Reward</b> 1 for gold.</para>
/// <para><b>Start</b> the player at (5, 5) of an empty field. Every tenth step something appears at either edge, in a
/// row that is free; one time in three it is gold.</para>
/// <para><b>Difficulty</b> with <see cref="DifficultyRamping"/>, every 102 steps things appear more often, and every
/// 204 steps they move faster.</para>
/// <para><b>Episode end</b> terminated at an enemy. There is no time limit.</para>
/// <para><b>Source</b> K. Young, T. Tian (2019), <i>MinAtar</i>, arXiv:1903.03176. The rules are those of its code:
/// equal draws and moves give equal episodes.</para>
/// </remarks>
public readonly record struct Asterix() : IDynamics<Asterix.State, int>, IRampedGame
{
    private const int Channels = 4, TopLane = 1, BottomLane = Board.Size - 2, LastColumn = Board.Size - 1;
    private const sbyte RampInterval = 100, SpawnInterval = 10, CrossingInterval = 5;
    private const double GoldShare = 1.0 / 3;

    private static readonly Box Observations = GridMarks.Space(Channels);
    private static readonly Sprite[] Sprites =
    [
        new(Ink.Blue, 0.9, IsRound: true), new(Ink.Red, 0.8), new(Ink.Grey, 0.3, IsRound: true),
        new(Ink.Green, 0.8, IsRound: true),
    ];

    /// <inheritdoc cref="Breakout.StickyProbability"/>
    public double StickyProbability { get; init; } = 0.1;

    /// <inheritdoc cref="Breakout.MinimalActions"/>
    public bool MinimalActions { get; init; }

    /// <inheritdoc cref="SpaceInvaders.DifficultyRamping"/>
    public bool DifficultyRamping { get; init; } = true;

    /// <inheritdoc/>
    public Space ObservationSpace => Observations;

    /// <inheritdoc/>
    public Space ActionSpace => Joystick.Actions(Moves);

    private ReadOnlySpan<Move> Moves => MinimalActions ? Joystick.AllMoves[..^1] : Joystick.AllMoves;

    /// <inheritdoc/>
    public State Reset(ref Rng rng) => Begin();

    /// <inheritdoc/>
    public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng) =>
        Advance(ref state, Moves[action[0]], ref rng);

    /// <inheritdoc/>
    public void Observe(in State state, Span<float> observation)
    {
        var marks = new GridMarks(observation, Channels);
        marks.Set(0, state.Row, state.Column);
        marks.Set(1, state.LeftwardEnemies | state.RightwardEnemies);
        marks.Set(2, (state.LeftwardEnemies | state.LeftwardGold).ShiftedRight);
        marks.Set(2, (state.RightwardEnemies | state.RightwardGold).ShiftedLeft);
        marks.Set(3, state.LeftwardGold | state.RightwardGold);
    }

    /// <inheritdoc/>
    public void Draw(in State state, ICanvas canvas)
    {
        Span<float> observation = stackalloc float[Board.Cells * Channels];
        Observe(in state, observation);
        GridPicture.Draw(observation, Sprites, canvas);
    }

    /// <inheritdoc cref="Reset"/>
    internal static State Begin() => new()
    {
        Column = 5, Row = 5,
        SpawnInterval = SpawnInterval, SpawnTimer = SpawnInterval,
        CrossingInterval = CrossingInterval, CrossingTimer = CrossingInterval,
        RampTimer = RampInterval,
    };

    /// <inheritdoc cref="IDynamics{TState, TAction}.Advance"/>
    internal Step Advance<TDraws>(ref State state, Move asked, ref TDraws draws) where TDraws : struct, IDraws
    {
        var move = Joystick.Make(asked, ref state.LastMove, StickyProbability, ref draws);
        if (state.IsOver) return new(0, Terminated: true);

        if (state.SpawnTimer == 0)
        {
            Spawn(ref state, ref draws);
            state.SpawnTimer = state.SpawnInterval;
        }

        switch (move)
        {
            case Move.Left: state.Column = (sbyte)Math.Max(0, state.Column - 1); break;
            case Move.Right: state.Column = (sbyte)Math.Min(LastColumn, state.Column + 1); break;
            case Move.Up: state.Row = (sbyte)Math.Max(TopLane, state.Row - 1); break;
            case Move.Down: state.Row = (sbyte)Math.Min(BottomLane, state.Row + 1); break;
        }

        var reward = Meet(ref state);
        if (state.CrossingTimer == 0)
        {
            Cross(ref state);
            reward += Meet(ref state);
        }

        state.SpawnTimer--;
        state.CrossingTimer--;
        if (DifficultyRamping) Ramp(ref state);
        return new(reward, state.IsOver);
    }

    /// <summary>What is in the player's cell: gold is gathered, an enemy ends the game.</summary>
    private static int Meet(ref State state)
    {
        var cell = Board.Of(state.Row, state.Column);
        state.IsOver |= !((state.LeftwardEnemies | state.RightwardEnemies) & cell).IsEmpty;
        if (((state.LeftwardGold | state.RightwardGold) & cell).IsEmpty) return 0;
        state.LeftwardGold -= cell;
        state.RightwardGold -= cell;
        return 1;
    }

    /// <summary>Everything goes a cell on; what was at the far edge is gone.</summary>
    private static void Cross(ref State state)
    {
        state.CrossingTimer = state.CrossingInterval;
        state.LeftwardEnemies = state.LeftwardEnemies.ShiftedLeft;
        state.LeftwardGold = state.LeftwardGold.ShiftedLeft;
        state.RightwardEnemies = state.RightwardEnemies.ShiftedRight;
        state.RightwardGold = state.RightwardGold.ShiftedRight;
    }

    /// <summary>Something appears at the edge of a free row; if there is none, two numbers are drawn in
    /// vain.</summary>
    private static void Spawn<TDraws>(ref State state, ref TDraws draws) where TDraws : struct, IDraws
    {
        var isRightward = draws.NextDouble() < 0.5;
        var isGold = draws.NextDouble() < GoldShare;
        var taken = state.LeftwardEnemies | state.LeftwardGold | state.RightwardEnemies | state.RightwardGold;
        Span<int> free = stackalloc int[BottomLane];
        var count = 0;
        for (var row = TopLane; row <= BottomLane; row++)
            if (!taken.TouchesRow(row))
                free[count++] = row;
        if (count == 0) return;

        var cell = Board.Of(free[draws.NextInt32(count)], isRightward ? 0 : LastColumn);
        if (isGold) (isRightward ? ref state.RightwardGold : ref state.LeftwardGold) |= cell;
        else (isRightward ? ref state.RightwardEnemies : ref state.LeftwardEnemies) |= cell;
    }

    private static void Ramp(ref State state)
    {
        if (state.SpawnInterval <= 1 && state.CrossingInterval <= 1) return;
        if (state.RampTimer >= 0)
        {
            state.RampTimer--;
            return;
        }

        if (state.Ramps % 2 == 1 && state.CrossingInterval > 1) state.CrossingInterval--;
        if (state.SpawnInterval > 1) state.SpawnInterval--;
        state.Ramps++;
        state.RampTimer = RampInterval;
    }

    /// <summary>The player, and what crosses the field.</summary>
    public record struct State
    {
        internal Board LeftwardEnemies, RightwardEnemies, LeftwardGold, RightwardGold;
        internal sbyte Column, Row;
        internal sbyte SpawnInterval, SpawnTimer, CrossingInterval, CrossingTimer, RampTimer, Ramps;
        internal bool IsOver;
        internal Move LastMove;
    }
}
