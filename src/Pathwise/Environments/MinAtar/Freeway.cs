using System.Runtime.CompilerServices;
using Pathwise.Randomness;

namespace Pathwise.Environments.MinAtar;

/// <summary>MinAtar's Freeway: bring a chicken across eight lanes of cars, again and again.</summary>
/// <remarks>
/// <para><b>Actions</b> <c>Discrete(6)</c>: 0 nothing, 2 up, 4 down (a step every third time at most); 1, 3 and 5 do
/// nothing. With <see cref="MinimalActions"/> <c>Discrete(3)</c>: nothing, up, down. With a probability of
/// <see cref="StickyProbability"/> the move before is made again instead.</para>
/// <para><b>Observations</b> <c>Box(700)</c>, 10 rows × 10 columns × 7 channels of 0 or 1: chicken, cars, and the cell
/// behind a car in one of five channels, by how many steps (1 to 5) the car waits between two moves.</para>
/// <para><b>Reward</b> 1 for reaching the top. The chicken is then at the bottom again, and all cars get another
/// direction and speed. A car that hits it sends it to the bottom, too.</para>
/// <para><b>Start</b> the chicken at the bottom, the cars at the left edge.</para>
/// <para><b>Episode end</b> terminated after 2501 steps: the clock is part of the game, though it is not
/// observed.</para>
/// <para><b>Source</b> K. Young, T. Tian (2019), <i>MinAtar</i>, arXiv:1903.03176. The rules are those of its code:
/// equal draws and moves give equal episodes. A difficulty that grows is not part of this game.</para>
/// </remarks>
public readonly record struct Freeway() : IDynamics<Freeway.State, int>, IGame
{
    private const int Channels = 7, Lanes = 8, Speeds = 5, Bottom = Board.Size - 1, ChickenColumn = 4;
    private const sbyte Rest = 3;
    private const short Duration = 2500;

    private static readonly Box Observations = GridMarks.Space(Channels);
    private static readonly Sprite[] Sprites =
    [
        new(Ink.Blue, 0.9, IsRound: true), new(Ink.Red, 0.9), new(Ink.Grey, 0.6, IsRound: true),
        new(Ink.Grey, 0.5, IsRound: true), new(Ink.Grey, 0.4, IsRound: true), new(Ink.Grey, 0.3, IsRound: true),
        new(Ink.Grey, 0.2, IsRound: true),
    ];

    /// <inheritdoc cref="Breakout.StickyProbability"/>
    public double StickyProbability { get; init; } = 0.1;

    /// <inheritdoc cref="Breakout.MinimalActions"/>
    public bool MinimalActions { get; init; }

    /// <inheritdoc/>
    public Space ObservationSpace => Observations;

    /// <inheritdoc/>
    public Space ActionSpace => Joystick.Actions(Moves);

    private ReadOnlySpan<Move> Moves => MinimalActions ? [Move.Stay, Move.Up, Move.Down] : Joystick.AllMoves;

    /// <inheritdoc/>
    public State Reset(ref Rng rng) => Begin(ref rng);

    /// <inheritdoc/>
    public Step Advance(ref State state, ReadOnlySpan<int> action, ref Rng rng) =>
        Advance(ref state, Moves[action[0]], ref rng);

    /// <inheritdoc/>
    public void Observe(in State state, Span<float> observation)
    {
        var marks = new GridMarks(observation, Channels);
        marks.Set(0, state.Chicken, ChickenColumn);
        for (var lane = 0; lane < Lanes; lane++)
        {
            var car = state.Cars[lane];
            marks.Set(1, lane + 1, car.Column);
            marks.Set(1 + car.Interval, lane + 1, Wrapped(car.Column - car.Across));
        }
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
        var state = new State { Chicken = Bottom, Resting = Rest, StepsLeft = Duration };
        Shuffle(ref state, ref draws);
        return state;
    }

    /// <inheritdoc cref="IDynamics{TState, TAction}.Advance"/>
    internal Step Advance<TDraws>(ref State state, Move asked, ref TDraws draws) where TDraws : struct, IDraws
    {
        var move = Joystick.Make(asked, ref state.LastMove, StickyProbability, ref draws);
        if (state.IsOver) return new(0, Terminated: true);

        if (state.Resting == 0 && move is Move.Up or Move.Down)
        {
            state.Chicken = (sbyte)Math.Clamp(state.Chicken + (move == Move.Up ? -1 : 1), 0, Bottom);
            state.Resting = Rest;
        }

        var hasCrossed = state.Chicken == 0;
        if (hasCrossed)
        {
            Shuffle(ref state, ref draws);
            state.Chicken = Bottom;
        }

        for (var lane = 0; lane < Lanes; lane++) Drive(ref state, lane);

        if (state.Resting > 0) state.Resting--;
        state.StepsLeft--;
        return new(hasCrossed ? 1 : 0, state.IsOver);
    }

    /// <summary>A car moves when its time has come. Where the chicken is before or after it, it is hit.</summary>
    private static void Drive(ref State state, int lane)
    {
        ref var car = ref state.Cars[lane];
        var isHit = car.Column == ChickenColumn;
        if (car.Timer == 0)
        {
            car.Timer = car.Interval;
            car.Column = Wrapped(car.Column + car.Across);
            isHit |= car.Column == ChickenColumn;
        }
        else car.Timer--;

        if (isHit && state.Chicken == lane + 1) state.Chicken = Bottom;
    }

    /// <summary>Gives all cars another speed, then another direction.</summary>
    private static void Shuffle<TDraws>(ref State state, ref TDraws draws) where TDraws : struct, IDraws
    {
        for (var lane = 0; lane < Lanes; lane++)
            state.Cars[lane].Timer = state.Cars[lane].Interval = (sbyte)(draws.NextInt32(Speeds) + 1);
        for (var lane = 0; lane < Lanes; lane++)
            state.Cars[lane].Across = (sbyte)(draws.NextDouble() < 0.5 ? -1 : 1);
    }

    private static sbyte Wrapped(int column) =>
        (sbyte)(column < 0 ? Board.Size - 1 : column == Board.Size ? 0 : column);

    /// <summary>The chicken and the cars.</summary>
    public struct State
    {
        internal Traffic Cars;
        internal short StepsLeft;
        internal sbyte Chicken, Resting;
        internal Move LastMove;

        internal readonly bool IsOver => StepsLeft < 0;
    }

    /// <summary>One car: its column, the steps between two moves and until the next, and where it goes, ±1.</summary>
    internal struct Car
    {
        public sbyte Column, Interval, Timer, Across;
    }

    /// <summary>A car a lane, from the top.</summary>
    [InlineArray(Lanes)]
    internal struct Traffic
    {
        private Car _first;
    }
}
