using Pathwise.Randomness;

namespace Pathwise.Environments.MinAtar;

/// <summary>MinAtar's Space Invaders: shoot aliens that come down, and keep clear of their shots.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(6)</c>: 0 nothing, 1 left, 3 right, 5 fires (once in five steps); 2 and 4 do
/// nothing. With <see cref="MinimalActions"/> <c>Discrete(4)</c>: nothing, left, right, fire. With a probability of
/// <see cref="StickyProbability"/> the move before is made again instead.</para>
/// <para><b>Observations</b> <c>Box(600)</c>, 10 rows × 10 columns × 6 channels of 0 or 1: cannon, aliens, aliens that
/// go left, aliens that go right, own shots, aliens' shots.</para>
/// <para><b>Reward</b> 1 for an alien. When a wave of 24 is shot, the next one stands there; with
/// <see cref="DifficultyRamping"/> it moves a little faster, up to every sixth step. Fewer aliens are faster, too.
/// Every tenth step the alien whose column is nearest fires.</para>
/// <para><b>Start</b> one wave; nothing is random but sticky moves.</para>
/// <para><b>Episode end</b> terminated when an alien or a shot reaches the cannon, or the aliens would leave the
/// bottom row. There is no time limit.</para>
/// <para><b>Source</b> K. Young, T. Tian (2019), <i>MinAtar</i>, arXiv:1903.03176. The rules are those of its code:
/// equal draws and moves give equal episodes.</para>
/// </remarks>
public readonly record struct SpaceInvaders() : IDynamics<SpaceInvaders.State, int>, IRampedGame
{
    private const int Channels = 6, CannonRow = Board.Size - 1, LastColumn = Board.Size - 1;
    private const sbyte Reload = 5, AlienReload = 10, SlowestMarch = 12, FastestMarch = 6;

    private static readonly Box Observations = GridMarks.Space(Channels);
    private static readonly Board Wave = Board.Rectangle(0..4, 2..8);
    private static readonly Sprite[] Sprites =
    [
        new(Ink.Blue, 0.9), new(Ink.Green, 0.8), new(Ink.Green, 0.8), new(Ink.Green, 0.8),
        new(Ink.Black, 0.4, IsRound: true), new(Ink.Red, 0.4, IsRound: true),
    ];

    /// <inheritdoc cref="Breakout.StickyProbability"/>
    public double StickyProbability { get; init; } = 0.1;

    /// <inheritdoc cref="Breakout.MinimalActions"/>
    public bool MinimalActions { get; init; }

    /// <summary>Whether the game becomes harder the longer it lasts.</summary>
    public bool DifficultyRamping { get; init; } = true;

    /// <inheritdoc/>
    public Space ObservationSpace => Observations;

    /// <inheritdoc/>
    public Space ActionSpace => Joystick.Actions(Moves);

    private ReadOnlySpan<Move> Moves =>
        MinimalActions ? [Move.Stay, Move.Left, Move.Right, Move.Fire] : Joystick.AllMoves;

    /// <inheritdoc/>
    public State Reset(ref Rng rng) => Begin();

    /// <inheritdoc/>
    public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng) =>
        Advance(ref state, Moves[action[0]], ref rng);

    /// <inheritdoc/>
    public void Observe(in State state, Span<float> observation)
    {
        var marks = new GridMarks(observation, Channels);
        marks.Set(0, CannonRow, state.Cannon);
        marks.Set(1, state.AreRightward ? 3 : 2, state.Aliens);
        marks.Set(4, state.Shots);
        marks.Set(5, state.AlienShots);
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
        Aliens = Wave, Cannon = 5,
        MarchInterval = SlowestMarch, MarchTimer = SlowestMarch, AlienReloading = AlienReload,
    };

    /// <inheritdoc cref="IDynamics{TState, TAction}.Advance"/>
    internal Step Advance<TDraws>(ref State state, Move asked, ref TDraws draws) where TDraws : struct, IDraws
    {
        var move = Joystick.Make(asked, ref state.LastMove, StickyProbability, ref draws);
        if (state.IsOver) return new(0, Terminated: true);

        if (move == Move.Left) state.Cannon = (sbyte)Math.Max(0, state.Cannon - 1);
        else if (move == Move.Right) state.Cannon = (sbyte)Math.Min(LastColumn, state.Cannon + 1);
        else if (move == Move.Fire && state.Reloading == 0)
        {
            state.Shots |= Board.Of(CannonRow, state.Cannon);
            state.Reloading = Reload;
        }

        state.Shots = state.Shots.ShiftedUp;
        state.AlienShots = state.AlienShots.ShiftedDown;
        state.IsOver = (state.AlienShots | state.Aliens).Contains(CannonRow, state.Cannon);
        if (state.MarchTimer == 0) March(ref state);
        if (state.AlienReloading == 0) FireFromNearest(ref state);

        var hit = state.Aliens & state.Shots;
        (state.Aliens, state.Shots) = (state.Aliens - hit, state.Shots - hit);

        if (state.Reloading > 0) state.Reloading--;
        state.MarchTimer--;
        state.AlienReloading--;
        if (state.Aliens.IsEmpty)
        {
            if (DifficultyRamping && state.MarchInterval > FastestMarch) state.MarchInterval--;
            state.Aliens = Wave;
        }

        return new(hit.Count, state.IsOver);
    }

    /// <summary>The aliens go a cell to the side, or, when one is at the edge, a row down and turn.</summary>
    private static void March(ref State state)
    {
        state.MarchTimer = (sbyte)Math.Min(state.Aliens.Count, state.MarchInterval);
        if (state.AreRightward ? state.Aliens.TouchesRight : state.Aliens.TouchesLeft)
        {
            state.AreRightward = !state.AreRightward;
            state.IsOver |= state.Aliens.TouchesBottom;
            state.Aliens = state.Aliens.RolledDown;
        }
        else state.Aliens = state.AreRightward ? state.Aliens.ShiftedRight : state.Aliens.ShiftedLeft;

        state.IsOver |= state.Aliens.Contains(CannonRow, state.Cannon);
    }

    /// <summary>The lowest alien of the column nearest to the cannon fires, the left one of two as near.</summary>
    private static void FireFromNearest(ref State state)
    {
        state.AlienReloading = AlienReload;
        for (var distance = 0; distance < Board.Size; distance++)
            if (TryFire(ref state, state.Cannon - distance) || TryFire(ref state, state.Cannon + distance))
                return;
    }

    private static bool TryFire(ref State state, int column)
    {
        if ((uint)column >= Board.Size || state.Aliens.LowestIn(column) is not (>= 0 and var row)) return false;
        state.AlienShots |= Board.Of(row, column);
        return true;
    }

    /// <summary>Cannon, aliens and shots.</summary>
    public record struct State
    {
        internal Board Aliens, Shots, AlienShots;
        internal sbyte Cannon, Reloading;
        internal sbyte MarchInterval, MarchTimer, AlienReloading;
        internal bool AreRightward, IsOver;
        internal Move LastMove;
    }
}
