using System.Runtime.CompilerServices;
using Pathwise.Randomness;

namespace Pathwise.Environments.MinAtar;

/// <summary>MinAtar's Seaquest: a submarine that shoots fish and other submarines, rescues divers, and has to come up
/// for air.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(6)</c>: 0 nothing, 1 left, 2 up, 3 right, 4 down, 5 fires (once in five steps).
/// All do something. With a probability of <see cref="StickyProbability"/> the move before is made again
/// instead.</para>
/// <para><b>Observations</b> <c>Box(1000)</c>, 10 rows × 10 columns × 10 channels of 0 or 1: bow, stern, own shots,
/// trails (the cell behind fish, submarines and divers), enemies' shots, fish, submarines, air left (a bar in the
/// bottom row), divers on board (another one), divers.</para>
/// <para><b>Reward</b> 1 for a fish or a submarine that is shot. Surfacing with six divers earns a point for each
/// full cell of the air bar.</para>
/// <para><b>Surfacing</b> fills up the air and costs a diver; with six aboard, all go, and the count falls to −1. A
/// count of exactly 0 ends the game. With <see cref="DifficultyRamping"/>, enemies then come more often, and every
/// second time they are faster.</para>
/// <para><b>Start</b> at the surface, in an empty sea.</para>
/// <para><b>Episode end</b> terminated by an enemy or its shot, without air, or at the surface without a diver. There
/// is no time limit.</para>
/// <para><b>Source</b> K. Young, T. Tian (2019), <i>MinAtar</i>, arXiv:1903.03176. The rules are those of its code:
/// equal draws and moves give equal episodes.</para>
/// </remarks>
public readonly record struct Seaquest() : IDynamics<Seaquest.State, int>, IRampedGame
{
    private const int Channels = 10, DeepestRow = Board.Size - 2, LastColumn = Board.Size - 1;
    private const sbyte Reload = 5, EnemyReload = 10, SwimInterval = 5, FastestSwim = 2;
    private const sbyte SpawnInterval = 20, DiverInterval = 30, DiverSwim = 5, Berths = 6;
    private const short FullAir = 200;
    private const double SubmarineShare = 1.0 / 3;

    private static readonly Box Observations = GridMarks.Space(Channels);
    private static readonly Sprite[] Sprites =
    [
        new(Ink.Blue, 0.9), new(Ink.Blue, 0.6), new(Ink.Black, 0.35, IsRound: true), new(Ink.Grey, 0.3, IsRound: true),
        new(Ink.Red, 0.35, IsRound: true), new(Ink.Orange, 0.8, IsRound: true), new(Ink.Red, 0.8),
        new(Ink.Grey, 0.7), new(Ink.Green, 0.5), new(Ink.Green, 0.6, IsRound: true),
    ];

    /// <inheritdoc cref="Breakout.StickyProbability"/>
    public double StickyProbability { get; init; } = 0.1;

    /// <summary>Whether only moves that do something in this game are actions; here, all of them do.</summary>
    public bool MinimalActions { get; init; }

    /// <inheritdoc cref="SpaceInvaders.DifficultyRamping"/>
    public bool DifficultyRamping { get; init; } = true;

    /// <inheritdoc/>
    public Space ObservationSpace => Observations;

    /// <inheritdoc/>
    public Space ActionSpace => Joystick.Actions(Joystick.AllMoves);

    /// <inheritdoc/>
    public State Reset(ref Rng rng) => Begin();

    /// <inheritdoc/>
    public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng) =>
        Advance(ref state, Joystick.AllMoves[action[0]], ref rng);

    /// <inheritdoc/>
    public void Observe(in State state, Span<float> observation)
    {
        var marks = new GridMarks(observation, Channels);
        marks.Set(0, state.Row, state.Column);
        marks.Set(1, state.Row, state.Column + (state.IsRightward ? -1 : 1));
        foreach (ref readonly var shot in state.Shots.All) marks.Set(2, shot.Row, shot.Column);
        foreach (ref readonly var shot in state.EnemyShots.All) marks.Set(4, shot.Row, shot.Column);
        foreach (ref readonly var fish in state.Fish.All) Mark(5, fish, marks);
        foreach (ref readonly var submarine in state.Submarines.All) Mark(6, submarine, marks);
        foreach (ref readonly var diver in state.Divers.All) Mark(9, diver, marks);

        for (var column = 0; column < state.AirCells; column++) marks.Set(7, LastColumn, column);
        for (var column = LastColumn - state.DiversAboard; column < LastColumn; column++)
            marks.Set(8, LastColumn, column);
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
        Column = 5, Air = FullAir, IsAtSurface = true,
        SpawnInterval = SpawnInterval, SpawnTimer = SpawnInterval, DiverTimer = DiverInterval,
        SwimInterval = SwimInterval,
    };

    /// <inheritdoc cref="IDynamics{TState, TAction}.Advance"/>
    internal Step Advance<TDraws>(ref State state, Move asked, ref TDraws draws) where TDraws : struct, IDraws
    {
        var move = Joystick.Make(asked, ref state.LastMove, StickyProbability, ref draws);
        if (state.IsOver) return new(0, Terminated: true);

        Spawn(ref state, ref draws);
        Steer(ref state, move);
        var reward = MoveShots(ref state);
        MoveDivers(ref state);
        reward += MoveSubmarines(ref state);
        MoveEnemyShots(ref state);
        reward += MoveFish(ref state);

        if (state.SpawnTimer > 0) state.SpawnTimer--;
        if (state.DiverTimer > 0) state.DiverTimer--;
        if (state.Reloading > 0) state.Reloading--;
        reward += Breathe(ref state);
        return new(reward, state.IsOver);
    }

    private static void Spawn<TDraws>(ref State state, ref TDraws draws) where TDraws : struct, IDraws
    {
        if (state.SpawnTimer == 0)
        {
            SpawnEnemy(ref state, ref draws);
            state.SpawnTimer = state.SpawnInterval;
        }

        if (state.DiverTimer == 0)
        {
            var isRightward = draws.NextDouble() < 0.5;
            state.Divers.Add(AtEdge(isRightward, draws.NextInt32(DeepestRow) + 1, DiverSwim));
            state.DiverTimer = DiverInterval;
        }
    }

    /// <summary>An enemy comes from a side, unless another one swims towards it in its row.</summary>
    private static void SpawnEnemy<TDraws>(ref State state, ref TDraws draws) where TDraws : struct, IDraws
    {
        var isRightward = draws.NextDouble() < 0.5;
        var isSubmarine = draws.NextDouble() < SubmarineShare;
        var enemy = AtEdge(isRightward, draws.NextInt32(DeepestRow) + 1, state.SwimInterval);
        if (HasOpponent(state.Submarines.All, enemy) || HasOpponent(state.Fish.All, enemy)) return;

        if (isSubmarine) state.Submarines.Add(enemy with { ShotTimer = EnemyReload });
        else state.Fish.Add(enemy);
    }

    private static Craft AtEdge(bool isRightward, int row, sbyte moveTimer) => new()
    {
        Column = (sbyte)(isRightward ? 0 : LastColumn), Row = (sbyte)row, MoveTimer = moveTimer,
        IsRightward = isRightward,
    };

    private static bool HasOpponent(ReadOnlySpan<Craft> swimmers, Craft enemy)
    {
        foreach (ref readonly var swimmer in swimmers)
            if (swimmer.Row == enemy.Row && swimmer.IsRightward != enemy.IsRightward)
                return true;
        return false;
    }

    private static void Steer(ref State state, Move move)
    {
        switch (move)
        {
            case Move.Left:
                (state.Column, state.IsRightward) = ((sbyte)Math.Max(0, state.Column - 1), false);
                break;
            case Move.Right:
                (state.Column, state.IsRightward) = ((sbyte)Math.Min(LastColumn, state.Column + 1), true);
                break;
            case Move.Up:
                state.Row = (sbyte)Math.Max(0, state.Row - 1);
                break;
            case Move.Down:
                state.Row = (sbyte)Math.Min(DeepestRow, state.Row + 1);
                break;
            case Move.Fire when state.Reloading == 0:
                state.Shots.Add(new() { Column = state.Column, Row = state.Row, IsRightward = state.IsRightward });
                state.Reloading = Reload;
                break;
        }
    }

    private static int MoveShots(ref State state)
    {
        var hits = 0;
        for (var i = state.Shots.Count - 1; i >= 0; i--)
        {
            ref var shot = ref state.Shots[i];
            shot.Go();
            var hasHit = state.Fish.TryRemoveAt(shot.Row, shot.Column)
                || state.Submarines.TryRemoveAt(shot.Row, shot.Column);
            if (hasHit) hits++;
            if (hasHit || !shot.IsInside) state.Shots.RemoveAt(i);
        }

        return hits;
    }

    private static void MoveDivers(ref State state)
    {
        for (var i = state.Divers.Count - 1; i >= 0; i--)
        {
            ref var diver = ref state.Divers[i];
            var isTaken = state.CanTake(diver);
            if (!isTaken && TrySwim(ref diver, DiverSwim)) isTaken = state.CanTake(diver);
            if (isTaken) state.DiversAboard++;
            if (isTaken || !diver.IsInside) state.Divers.RemoveAt(i);
        }
    }

    private static int MoveSubmarines(ref State state)
    {
        var hits = 0;
        for (var i = state.Submarines.Count - 1; i >= 0; i--)
        {
            ref var submarine = ref state.Submarines[i];
            var isGone = TryMoveEnemy(ref state, ref submarine, ref hits);
            if (submarine.ShotTimer == 0)                           // even as it goes
            {
                submarine.ShotTimer = EnemyReload;
                state.EnemyShots.Add(submarine with { MoveTimer = 0, ShotTimer = 0 });
            }
            else submarine.ShotTimer--;

            if (isGone) state.Submarines.RemoveAt(i);
        }

        return hits;
    }

    private static int MoveFish(ref State state)
    {
        var hits = 0;
        for (var i = state.Fish.Count - 1; i >= 0; i--)
            if (TryMoveEnemy(ref state, ref state.Fish[i], ref hits))
                state.Fish.RemoveAt(i);
        return hits;
    }

    /// <summary>An enemy swims when its time has come, and may meet the player or a shot.</summary>
    /// <returns>Whether it is gone: beyond the edge, or shot.</returns>
    private static bool TryMoveEnemy(ref State state, ref Craft enemy, ref int hits)
    {
        state.IsOver |= enemy.IsAt(state.Row, state.Column);
        if (!TrySwim(ref enemy, state.SwimInterval)) return false;
        if (!enemy.IsInside) return true;
        if (enemy.IsAt(state.Row, state.Column))
        {
            state.IsOver = true;
            return false;
        }

        if (!state.Shots.TryRemoveAt(enemy.Row, enemy.Column)) return false;
        hits++;
        return true;
    }

    /// <summary>Goes a cell on if the time has come.</summary>
    private static bool TrySwim(ref Craft swimmer, sbyte interval)
    {
        if (swimmer.MoveTimer > 0)
        {
            swimmer.MoveTimer--;
            return false;
        }

        swimmer.MoveTimer = interval;
        swimmer.Go();
        return true;
    }

    private static void MoveEnemyShots(ref State state)
    {
        for (var i = state.EnemyShots.Count - 1; i >= 0; i--)
        {
            ref var shot = ref state.EnemyShots[i];
            state.IsOver |= shot.IsAt(state.Row, state.Column);
            shot.Go();
            state.IsOver |= shot.IsAt(state.Row, state.Column);
            if (!shot.IsInside) state.EnemyShots.RemoveAt(i);
        }
    }

    /// <summary>Under water the air runs out; who comes up needs a diver.</summary>
    private int Breathe(ref State state)
    {
        if (state.Row > 0)
        {
            state.Air--;
            state.IsOver |= state.Air < 0;
            state.IsAtSurface = false;
            return 0;
        }

        if (state.IsAtSurface) return 0;
        if (state.DiversAboard == 0)
        {
            state.IsOver = true;
            return 0;
        }

        return Surface(ref state);
    }

    private int Surface(ref State state)
    {
        var isFull = state.DiversAboard == Berths;
        var reward = isFull ? state.AirCells : 0;
        state.DiversAboard = (isFull ? 0 : state.DiversAboard) - 1;
        (state.IsAtSurface, state.Air) = (true, FullAir);
        if (DifficultyRamping && (state.SpawnInterval > 1 || state.SwimInterval > FastestSwim))
        {
            if (state.SwimInterval > FastestSwim && state.Ramps % 2 == 1) state.SwimInterval--;
            if (state.SpawnInterval > 1) state.SpawnInterval--;
            state.Ramps++;
        }

        return reward;
    }

    /// <summary>The submarine, and what else is in the sea.</summary>
    public struct State
    {
        internal Fleet<FewBerths> Shots, Divers;
        internal Fleet<ManyBerths> EnemyShots, Fish, Submarines;
        internal int DiversAboard;
        internal short Air;
        internal sbyte Column, Row, Reloading;
        internal sbyte SpawnInterval, SpawnTimer, DiverTimer, SwimInterval, Ramps;
        internal bool IsRightward, IsAtSurface, IsOver;
        internal Move LastMove;

        /// <summary>Cells of the air bar, rounded down.</summary>
        internal readonly int AirCells => Air * Board.Size / FullAir;

        /// <summary>Whether a diver is where the submarine is, and finds room.</summary>
        internal readonly bool CanTake(in Craft diver) => diver.IsAt(Row, Column) && DiversAboard < Berths;
    }

    /// <summary>Room for four: a shot every five steps leaves after ten, a diver every thirty after sixty.</summary>
    [InlineArray(4)]
    internal struct FewBerths
    {
        private Craft _first;
    }

    /// <summary>Room for 32: an enemy a step at the most, which leaves after thirty; each has one shot on the
    /// way.</summary>
    [InlineArray(32)]
    internal struct ManyBerths
    {
        private Craft _first;
    }

    private static void Mark(int channel, in Craft swimmer, GridMarks marks)
    {
        marks.Set(channel, swimmer.Row, swimmer.Column);
        marks.SetIfInside(3, swimmer.Row, swimmer.Column + (swimmer.IsRightward ? -1 : 1));
    }
}
