using Pathwise.Environments;
using Pathwise.Environments.MinAtar;
using Pathwise.Randomness;

namespace Pathwise.Tests.Environments.MinAtar;

public sealed class MinAtarTests
{
    /// <summary>The games, the numbers that are seen of each, and the moves that do something in it.</summary>
    public static TheoryData<string, int, int[]> Games => new()
    {
        { "Breakout", 400, [0, 1, 3] },
        { "SpaceInvaders", 600, [0, 1, 3, 5] },
        { "Asterix", 400, [0, 1, 2, 3, 4] },
        { "Freeway", 700, [0, 2, 4] },
        { "Seaquest", 1000, [0, 1, 2, 3, 4, 5] },
    };

    [Theory]
    [MemberData(nameof(Games))]
    public void Version_0_has_six_actions_and_version_1_those_that_do_something(string game, int size, int[] moves)
    {
        var (all, minimal) = (Find($"MinAtar/{game}-v0"), Find($"MinAtar/{game}-v1"));
        Assert.Equal((new Discrete(6), new Discrete(moves.Length)), (all.ActionSpace, minimal.ActionSpace));
        Assert.Equal(new Box(0, 1, size), all.ObservationSpace);
        Assert.Equal(minimal.ActionSpace, all.With("minimalActions", 1).ActionSpace);
        Assert.Null(all.Spec.MaxEpisodeSteps);

        var (one, other) = ((IEnvironment<int>)all.Make(), (IEnvironment<int>)minimal.Make());
        var (seen, seenByOther, rng) = (new float[size], new float[size], new Rng(1));
        var isOver = true;
        for (var t = 0; t < 2000; t++)
        {
            if (isOver)
            {
                one.Reset(seen, (ulong)t);
                other.Reset(seenByOther, (ulong)t);
            }

            var action = rng.NextInt32(moves.Length);
            var step = one.Step([moves[action]], seen);
            Assert.Equal(step, other.Step([action], seenByOther));
            Assert.Equal(seen, seenByOther);
            isOver = step.EndsEpisode;
        }
    }

    [Theory]
    [MemberData(nameof(Games))]
    public void Moves_that_do_nothing_do_nothing(string game, int size, int[] moves)
    {
        var (one, other) = (Make(), Make());
        var (seen, seenByOther) = (new float[size], new float[size]);
        foreach (var idle in Enumerable.Range(0, 6).Except(moves))
        {
            one.Reset(seen, 3);
            other.Reset(seenByOther, 3);
            for (var (t, isOver) = (0, false); t < 200 && !isOver; t++)
            {
                var step = one.Step([0], seen);
                Assert.Equal(step, other.Step([idle], seenByOther));
                Assert.Equal(seen, seenByOther);
                isOver = step.EndsEpisode;
            }
        }

        IEnvironment<int> Make() => (IEnvironment<int>)Find($"MinAtar/{game}-v0").Make();
    }

    /// <summary>Each step is sticky with probability p; the number of such steps is within four standard
    /// errors.</summary>
    [Fact]
    public void The_move_before_is_made_as_often_as_is_asked()
    {
        const double stickiness = 0.3;
        const int steps = 20_000;
        var (rng, last, sticky) = (new Rng(7), Move.Stay, 0);
        for (var t = 0; t < steps; t++)
        {
            var asked = last == Move.Left ? Move.Right : Move.Left;
            if (Joystick.Make(asked, ref last, stickiness, ref rng) != asked) sticky++;
        }

        Assert.Equal(stickiness, (double)sticky / steps, 4 * Math.Sqrt(stickiness * (1 - stickiness) / steps));
    }

    [Fact]
    public void Nobody_moves_where_every_move_is_the_one_before()
    {
        var (rules, rng) = (new Breakout { StickyProbability = 1 }, new Rng(1));
        var state = rules.Reset(ref rng);
        while (!rules.Advance(ref state, [3], ref rng).Terminated) Assert.Equal(4, state.Paddle);
        Assert.Equal(4, state.Paddle);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("-0.1")]
    public void A_stickiness_that_is_no_probability_is_refused(string value) => Assert.Equal(
        $"The argument stickyProbability is a probability, 0 to 1, not {value}.",
        Assert.Throws<BadInputException>(
            () => Find("MinAtar/Freeway-v0").With("stickyProbability", ArgumentValue.Parse(value))).Message);

    [Fact]
    public void Difficulty_grows_only_where_it_may()
    {
        Assert.DoesNotContain(Find("MinAtar/Breakout-v0").Arguments, argument => argument.Name == "difficultyRamping");
        var rng = new Rng(1);
        foreach (var ramping in (bool[])[false, true])
        {
            var rules = new Asterix { DifficultyRamping = ramping };
            var state = rules.Reset(ref rng);
            for (var t = 0; t < 3000; t++)
            {
                state.IsOver = false;
                rules.Advance(ref state, [0], ref rng);
            }

            Assert.Equal(ramping ? (1, 1) : (10, 5), (state.SpawnInterval, state.CrossingInterval));
        }
    }

    [Fact]
    public void Freeway_ends_after_2501_steps()
    {
        var (rules, rng, steps) = (new Freeway(), new Rng(2), 0);
        var state = rules.Reset(ref rng);
        do steps++;
        while (!rules.Advance(ref state, [2], ref rng).Terminated);
        Assert.Equal(2501, steps);
        Assert.Equal(new Step(0, Terminated: true), rules.Advance(ref state, [2], ref rng));
        Assert.Equal(-1, state.StepsLeft);
    }

    /// <summary>The hardest sea there can be, in a corner that is never left, with a shot whenever there may be one.</summary>
    [Fact]
    public void Everything_finds_room_in_the_fullest_sea()
    {
        var (rules, rng) = (new Seaquest(), new Rng(5));
        var state = rules.Reset(ref rng);
        (state.SpawnInterval, state.SwimInterval, state.SpawnTimer, state.Row) = (1, 2, 0, 8);
        var (enemies, shots, few) = (0, 0, 0);
        for (var t = 0; t < 20_000; t++)
        {
            (state.IsOver, state.Air) = (false, 200);
            rules.Advance(ref state, [5], ref rng);
            enemies = Math.Max(enemies, Math.Max(state.Fish.Count, state.Submarines.Count));
            shots = Math.Max(shots, state.EnemyShots.Count);
            few = Math.Max(few, Math.Max(state.Shots.Count, state.Divers.Count));
        }

        Assert.InRange(enemies, 10, Fleet<Seaquest.ManyBerths>.Capacity - 1);
        Assert.InRange(shots, 5, Fleet<Seaquest.ManyBerths>.Capacity - 1);
        Assert.InRange(few, 2, Fleet<Seaquest.FewBerths>.Capacity - 1);
    }

    private static EnvironmentEntry Find(string id) => EnvironmentRegistry.Standard.Find(id);
}
