using System.Text.Json;
using Pathwise.Environments.MinAtar;

namespace Pathwise.Tests.Environments.MinAtar;

/// <summary>MinAtar's own recorded episodes (commit 4241f24), step for step and cell for cell.</summary>
public sealed class MinAtarTraceTests
{
    [Fact]
    public void Breakout_plays_as_recorded()
    {
        var record = new RecordedGame<Breakout.State>("minatar_breakout", 4, Ball, told =>
            [
                told.Column, told.Row, Direction(told), told.Paddle, told.WasAtBrick, told.TrailColumn, told.TrailRow,
                told.IsOver,
            ]);
        var steps = record.Play(
            Breakout.Begin, (sticky, _) => new Breakout { StickyProbability = sticky }.Advance, new Breakout().Observe);
        Assert.Equal(3448, steps);
    }

    [Fact]
    public void SpaceInvaders_plays_as_recorded()
    {
        var record = new RecordedGame<SpaceInvaders.State>("minatar_space_invaders", 6, Aliens, told =>
            [
                told.Cannon, told.AreRightward ? 1 : -1, told.MarchInterval, told.MarchTimer, told.AlienReloading,
                12 - told.MarchInterval, told.Reloading, told.IsOver,
            ]);
        var steps = record.Play(
            (ref _) => SpaceInvaders.Begin(),
            (sticky, ramping) => new SpaceInvaders { StickyProbability = sticky, DifficultyRamping = ramping }.Advance,
            new SpaceInvaders().Observe);
        Assert.Equal(1051, steps);
    }

    [Fact]
    public void Asterix_plays_as_recorded()
    {
        var record = new RecordedGame<Asterix.State>("minatar_asterix", 4, Crossing, told =>
            [
                told.Column, told.Row, told.SpawnInterval, told.SpawnTimer, told.CrossingInterval, told.CrossingTimer,
                told.RampTimer, told.Ramps, told.IsOver, Enumerable.Range(1, 8).Select(row => Entity(told, row)),
            ]);
        var steps = record.Play(
            (ref _) => Asterix.Begin(),
            (sticky, ramping) => new Asterix { StickyProbability = sticky, DifficultyRamping = ramping }.Advance,
            new Asterix().Observe);
        Assert.Equal(2877, steps);
    }

    [Fact]
    public void Freeway_plays_as_recorded()
    {
        var record = new RecordedGame<Freeway.State>(
            "minatar_freeway", 7, (_, _) => throw new InvalidOperationException("No start is forced."), told =>
            [
                told.Chicken, told.Resting, told.StepsLeft, told.IsOver,
                Enumerable.Range(0, 8).Select(lane => Car(told.Cars[lane], lane)),
            ]);
        var steps = record.Play(
            Freeway.Begin, (sticky, _) => new Freeway { StickyProbability = sticky }.Advance, new Freeway().Observe);
        Assert.Equal(5902, steps);
    }

    [Fact]
    public void Seaquest_plays_as_recorded()
    {
        var record = new RecordedGame<Seaquest.State>("minatar_seaquest", 10, Sea, told =>
            [
                told.Air, told.DiversAboard, told.Column, told.Row, told.IsRightward,
                Crafts(told.Shots.All, 3), Crafts(told.EnemyShots.All, 3), Crafts(told.Fish.All, 4),
                Crafts(told.Submarines.All, 5), Crafts(told.Divers.All, 4),
                told.SpawnInterval, told.SpawnTimer, told.DiverTimer, told.SwimInterval, told.Ramps, told.Reloading,
                told.IsAtSurface, told.IsOver,
            ]);
        var steps = record.Play(
            (ref _) => Seaquest.Begin(),
            (sticky, ramping) => new Seaquest { StickyProbability = sticky, DifficultyRamping = ramping }.Advance,
            new Seaquest().Observe);
        Assert.Equal(1134, steps);
    }

    private static readonly (int Across, int Down)[] Directions = [(-1, -1), (1, -1), (1, 1), (-1, 1)];

    private static int Direction(in Breakout.State state) => Array.IndexOf(Directions, (state.Across, state.Down));

    private static Breakout.State Ball(JsonElement told, HashSet<int> seen)
    {
        var (across, down) = Directions[told[2].GetInt32()];
        return new()
        {
            Column = told[0].GetSByte(), Row = told[1].GetSByte(), Across = (sbyte)across, Down = (sbyte)down,
            Paddle = told[3].GetSByte(), WasAtBrick = told[4].GetBoolean(),
            TrailColumn = told[5].GetSByte(), TrailRow = told[6].GetSByte(), IsOver = told[7].GetBoolean(),
            Bricks = Seen(seen, 3, 4),
        };
    }

    private static SpaceInvaders.State Aliens(JsonElement told, HashSet<int> seen) => new()
    {
        Cannon = told[0].GetSByte(), AreRightward = told[1].GetInt32() > 0, MarchInterval = told[2].GetSByte(),
        MarchTimer = told[3].GetSByte(), AlienReloading = told[4].GetSByte(), Reloading = told[6].GetSByte(),
        IsOver = told[7].GetBoolean(),
        Aliens = Seen(seen, 1, 6), Shots = Seen(seen, 4, 6), AlienShots = Seen(seen, 5, 6),
    };

    private static Asterix.State Crossing(JsonElement told, HashSet<int> seen)
    {
        var state = new Asterix.State
        {
            Column = told[0].GetSByte(), Row = told[1].GetSByte(),
            SpawnInterval = told[2].GetSByte(), SpawnTimer = told[3].GetSByte(),
            CrossingInterval = told[4].GetSByte(), CrossingTimer = told[5].GetSByte(),
            RampTimer = told[6].GetSByte(), Ramps = told[7].GetSByte(), IsOver = told[8].GetBoolean(),
        };
        foreach (var entity in told[9].EnumerateArray().Where(entity => entity.ValueKind == JsonValueKind.Array))
        {
            var cell = Board.Of(entity[1].GetInt32(), entity[0].GetInt32());
            switch (entity[2].GetBoolean(), entity[3].GetBoolean())
            {
                case (false, false): state.LeftwardEnemies |= cell; break;
                case (true, false): state.RightwardEnemies |= cell; break;
                case (false, true): state.LeftwardGold |= cell; break;
                case (true, true): state.RightwardGold |= cell; break;
            }
        }

        return state;
    }

    private static object[]? Entity(in Asterix.State state, int row)
    {
        for (var column = 0; column < 10; column++)
        {
            if (state.LeftwardEnemies.Contains(row, column)) return [column, row, false, false];
            if (state.RightwardEnemies.Contains(row, column)) return [column, row, true, false];
            if (state.LeftwardGold.Contains(row, column)) return [column, row, false, true];
            if (state.RightwardGold.Contains(row, column)) return [column, row, true, true];
        }

        return null;
    }

    private static int[] Car(Freeway.Car car, int lane) =>
        [car.Column, lane + 1, car.Timer, car.Across * car.Interval];

    private static Seaquest.State Sea(JsonElement told, HashSet<int> seen)
    {
        var state = new Seaquest.State
        {
            Air = told[0].GetInt16(), DiversAboard = told[1].GetInt32(),
            Column = told[2].GetSByte(), Row = told[3].GetSByte(), IsRightward = told[4].GetBoolean(),
            SpawnInterval = told[10].GetSByte(), SpawnTimer = told[11].GetSByte(), DiverTimer = told[12].GetSByte(),
            SwimInterval = told[13].GetSByte(), Ramps = told[14].GetSByte(), Reloading = told[15].GetSByte(),
            IsAtSurface = told[16].GetBoolean(), IsOver = told[17].GetBoolean(),
        };
        foreach (var craft in told[5].EnumerateArray()) state.Shots.Add(Craft(craft));
        foreach (var craft in told[6].EnumerateArray()) state.EnemyShots.Add(Craft(craft));
        foreach (var craft in told[7].EnumerateArray()) state.Fish.Add(Craft(craft));
        foreach (var craft in told[8].EnumerateArray()) state.Submarines.Add(Craft(craft));
        foreach (var craft in told[9].EnumerateArray()) state.Divers.Add(Craft(craft));
        return state;
    }

    private static Craft Craft(JsonElement told) => new()
    {
        Column = told[0].GetSByte(), Row = told[1].GetSByte(), IsRightward = told[2].GetBoolean(),
        MoveTimer = told.GetArrayLength() > 3 ? told[3].GetSByte() : (sbyte)0,
        ShotTimer = told.GetArrayLength() > 4 ? told[4].GetSByte() : (sbyte)0,
    };

    private static List<object[]> Crafts(ReadOnlySpan<Craft> crafts, int numbers)
    {
        var told = new List<object[]>();
        foreach (var craft in crafts)
            told.Add(((object[])[craft.Column, craft.Row, craft.IsRightward, craft.MoveTimer, craft.ShotTimer])[..numbers]);
        return told;
    }

    private static Board Seen(HashSet<int> seen, int channel, int channels) => seen
        .Where(cell => cell % channels == channel)
        .Aggregate(default(Board), (board, cell) => board | Board.Of(cell / channels / 10, cell / channels % 10));
}
