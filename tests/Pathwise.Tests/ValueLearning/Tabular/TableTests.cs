using Pathwise.Environments;
using Pathwise.Environments.ClassicControl;
using Pathwise.Randomness;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Tests.ValueLearning.Tabular;

public sealed class TableTests
{
    [Fact]
    public void Every_observation_of_a_finite_space_has_a_number_of_its_own()
    {
        var states = FiniteStates.Of(new MultiDiscrete(3, 2, 4));
        var seen = new HashSet<int>();
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 2; j++)
                for (var k = 0; k < 4; k++)
                    seen.Add(states.NumberOf([i, j, k]));
        Assert.Equal(Enumerable.Range(0, 24), seen.Order());
        Assert.Equal((5, 2), (FiniteStates.Of(new Discrete(5, start: -1)).Count, FiniteStates.Of(new Discrete(5, start: -1)).NumberOf([1])));
    }

    [Fact]
    public void A_space_without_a_table_is_refused()
    {
        Assert.Throws<BadInputException>(() => FiniteStates.Of(new Box([0], [1])));
        Assert.Contains("too many states",
            Assert.Throws<BadInputException>(() => FiniteStates.Of(new MultiDiscrete(10_000, 10_000))).Message, StringComparison.Ordinal);
        Assert.Contains("finitely many observations",
            Assert.Throws<BadInputException>(() => new Interaction(new CartPole().Simulate(), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("actions that are choices",
            Assert.Throws<BadInputException>(() => new Interaction(new Pendulum().Simulate(), 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pair_is_found_from_its_state_and_its_state_from_it()
    {
        var process = Process.Random(3);
        var pairs = StateActions.Of(process.Mdp);
        for (var pair = 0; pair < pairs.Pairs; pair++)
        {
            var s = pairs.StateOf(pair);
            Assert.InRange(pair, pairs.FirstPairs[s], pairs.FirstPairs[s + 1] - 1);
        }

        Assert.False(pairs.HasActions(process.Mdp.States - 1));
        Assert.Equal(2, StateActions.All(3, new Discrete(2, start: 7)).StateOf(4));
        Assert.Equal(8, StateActions.All(3, new Discrete(2, start: 7)).Labels[5]);
    }

    [Fact]
    public void Best_actions_are_drawn_equally_often_and_others_as_epsilon_says()
    {
        const double Epsilon = 0.3;
        const int Draws = 40_000;
        var q = new ActionValues(StateActions.All(1, new Discrete(4)));
        (q[0], q[1], q[2], q[3]) = (2, 1, 2, 0);
        var (rng, counts) = (new Rng(1), new int[4]);
        for (var i = 0; i < Draws; i++) counts[q.EpsilonGreedy(0, Epsilon, ref rng)]++;
        for (var pair = 0; pair < 4; pair++)
        {
            var p = q.Probability(0, pair, Epsilon);
            Assert.Equal(pair is 0 or 2 ? 0.425 : 0.075, p, 1e-15);
            Assert.InRange(counts[pair], (Draws * p) - (4 * Math.Sqrt(Draws * p * (1 - p))), (Draws * p) + (4 * Math.Sqrt(Draws * p * (1 - p))));
        }

        Assert.Equal((0, 2.0), (q.FirstGreedy(0), q.Max(0)));
        Assert.Equal((0.425 * 4) + 0.075, q.Expected(0, Epsilon), 1e-15);
    }

    [Fact]
    public void A_single_best_action_takes_no_random_number()
    {
        var q = new ActionValues(StateActions.All(1, new Discrete(2)));
        q[1] = 1;
        var (rng, same) = (new Rng(1), new Rng(1));
        Assert.Equal(1, q.Greedy(0, ref rng));
        Assert.Equal(same, rng);
    }

    [Fact]
    public void An_episode_longer_than_a_stretch_goes_on_in_the_next()
    {
        var world = Process.Ring().World(1, limit: 2500);
        var lengths = new List<long>();
        for (var stretch = 0; stretch < 3; stretch++)
        {
            var begun = world.Begin();
            Assert.Equal(stretch == 0, begun);
            while (world.GoesOn) world.Take(world.StateActions.FirstPairs[world.State]);
            lengths.Add(world.Steps);
        }

        Assert.Equal([1000, 2000, 2500], lengths);
        Assert.Equal((1, false), (world.Episodes, world.IsOpen));
    }
}
