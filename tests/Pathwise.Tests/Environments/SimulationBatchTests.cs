using Pathwise.Environments;
using Pathwise.Environments.ClassicControl;
using Pathwise.Environments.Textbook;

namespace Pathwise.Tests.Environments;

public sealed class SimulationBatchTests
{
    private static readonly EnvironmentSpec FiveSteps = new("Corridor") { MaxEpisodeSteps = 5 };

    [Theory]
    [InlineData(Autoreset.NextStep)]
    [InlineData(Autoreset.SameStep)]
    [InlineData(Autoreset.Disabled)]
    public void Environment_i_follows_the_single_environment_of_seed_plus_i(Autoreset autoreset)
    {
        const int count = 5, steps = 200;
        var spec = new EnvironmentSpec("CartPole") { MaxEpisodeSteps = 20 };
        var batch = new SimulationBatch<CartPole, CartPole.State, int>(new(), count, spec, autoreset);
        var singles = Enumerable.Range(0, count).Select(_ => new Simulation<CartPole, CartPole.State, int>(new(), spec)).ToArray();
        var observation = new float[4];
        var ended = new bool[count];
        var actions = new int[count];
        batch.Reset(7);
        for (var i = 0; i < count; i++)
        {
            singles[i].Reset(observation, 7 + (ulong)i);
            Assert.Equal(observation, batch.Observations.Slice(4 * i, 4));
        }

        for (var t = 0; t < steps; t++)
        {
            for (var i = 0; i < count; i++) actions[i] = (t * 7 + i) % 3 % 2;
            batch.Step(actions);
            for (var i = 0; i < count; i++)
            {
                var expected = default(Step);
                if (!ended[i])
                {
                    expected = singles[i].Step([actions[i]], observation);
                    Assert.Equal(expected, new Step(batch.Rewards[i], batch.Terminated[i], batch.Truncated[i]));
                    ended[i] = expected.EndsEpisode;
                    if (ended[i] && autoreset == Autoreset.SameStep)
                    {
                        Assert.Equal(observation, batch.FinalObservations.Slice(4 * i, 4));
                        singles[i].Reset(observation);
                        ended[i] = false;
                    }

                    Assert.Equal(observation, batch.Observations.Slice(4 * i, 4));
                }
                else if (autoreset == Autoreset.NextStep)
                {
                    singles[i].Reset(observation);
                    ended[i] = false;
                    Assert.Equal(default, new Step(batch.Rewards[i], batch.Terminated[i], batch.Truncated[i]));
                    Assert.Equal(observation, batch.Observations.Slice(4 * i, 4));
                }
                else
                {
                    Assert.True(batch.Terminated[i] | batch.Truncated[i]);
                    Assert.Equal(0, batch.Rewards[i]);
                }
            }
        }
    }

    [Fact]
    public void A_parked_environment_waits_for_its_mask()
    {
        var batch = new SimulationBatch<ShortCorridor, ShortCorridor.State, int>(new(), 2, FiveSteps, Autoreset.Disabled);
        batch.Reset(0);
        foreach (var action in (int[])[1, 0, 1])            // right, right (reversed), right: the goal
            batch.Step([action, 0]);
        Assert.True(batch.Terminated[0] && !batch.Truncated[0] && !batch.Terminated[1]);

        batch.Step([0, 0]);
        Assert.Equal(0, batch.Rewards[0]);
        Assert.Equal(-1, batch.Rewards[1]);
        Assert.True(batch.Terminated[0]);
        Assert.Equal(3, batch.States[0].Cell);

        batch.Reset([true, false]);
        Assert.False(batch.Terminated[0]);
        Assert.Equal(0, batch.States[0].Cell);
        batch.Step([1, 0]);
        Assert.True(batch.Truncated[1] && !batch.Terminated[1]);
        Assert.Equal(1, batch.States[0].Cell);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var batch = new SimulationBatch<CartPole, CartPole.State, int>(new(), 8, FiveSteps, Autoreset.SameStep);
        var actions = new int[8];
        batch.Reset(1);
        for (var t = 0; t < 100; t++) batch.Step(actions);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < 1000; t++) batch.Step(actions);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Stepping_before_a_reset_is_refused()
    {
        var batch = new SimulationBatch<CartPole, CartPole.State, int>(new(), 2);
        Assert.Contains("call Reset before Step", Assert.Throws<InvalidOperationException>(() => batch.Step([0, 0])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_that_does_not_exist_is_named()
    {
        var batch = new SimulationBatch<CartPole, CartPole.State, int>(new(), 2, new("CartPole-v1"));
        batch.Reset(0);
        Assert.Contains("CartPole-v1 has the actions 0 to 1; got 2 for environment 1",
            Assert.Throws<ArgumentException>(() => batch.Step([0, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => batch.Step([0]));
    }
}
