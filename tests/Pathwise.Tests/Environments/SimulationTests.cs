using Pathwise.Environments;
using Pathwise.Environments.ClassicControl;
using Pathwise.Environments.Textbook;
using Pathwise.Tests.Numerics;

namespace Pathwise.Tests.Environments;

public sealed class SimulationTests
{
    [Fact]
    public void Steps_are_refused_before_a_reset_and_after_an_end()
    {
        var corridor = new ShortCorridor().Simulate(new("Corridor") { MaxEpisodeSteps = 2 });
        var observation = new float[1];
        Assert.Contains("Corridor has not been started",
            Assert.Throws<InvalidOperationException>(() => corridor.Step([1], observation)).Message, StringComparison.Ordinal);
        corridor.Reset(observation);
        corridor.Step([0], observation);
        Assert.True(corridor.Step([0], observation).Truncated);
        Assert.Contains("ended at step 2",
            Assert.Throws<InvalidOperationException>(() => corridor.Step([1], observation)).Message, StringComparison.Ordinal);
        corridor.State = new(2);
        Assert.Equal(new Step(-1, Terminated: true, Truncated: true), corridor.Step([1], observation));
    }

    [Theory]
    [InlineData(float.NaN, 1, "Sick observed NaN in component 1 at step 3 of its episode")]
    [InlineData(float.PositiveInfinity, 1, "Sick observed Infinity in component 1 at step 3 of its episode")]
    [InlineData(0, double.NaN, "Sick gave the reward NaN at step 3 of its episode")]
    [InlineData(0, double.NegativeInfinity, "Sick gave the reward -Infinity at step 3 of its episode")]
    public void A_number_that_is_none_is_named(float observed, double reward, string sentence)
    {
        var environment = new Sick(observed, reward).Simulate();
        var observation = new float[2];
        environment.Reset(observation);
        environment.Step([1], observation);
        environment.Step([1], observation);
        Assert.StartsWith(sentence, Assert.Throws<BadInputException>(() => environment.Step([1], observation)).Message,
            StringComparison.Ordinal);
        foreach (var autoreset in Enum.GetValues<Autoreset>())
        {
            var batch = new Sick(observed, reward).SimulateBatch(5, autoreset: autoreset);
            batch.Reset(0);
            batch.Step([0, 0, 0, 1, 0]);
            batch.Step([0, 0, 0, 1, 0]);
            var message = Assert.Throws<BadInputException>(() => batch.Step([0, 0, 0, 1, 0])).Message;
            Assert.Contains("environment 3 of 5", message, StringComparison.Ordinal);
            if (autoreset != Autoreset.SameStep || !float.IsFinite(observed))
                Assert.StartsWith(sentence, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Actions_that_do_not_exist_are_refused()
    {
        var observation = new float[3];
        var pendulum = new Pendulum().Simulate();
        pendulum.Reset(observation);
        Assert.Throws<ArgumentException>(() => pendulum.Step([float.NaN], observation));
        Assert.Throws<ArgumentException>(() => pendulum.Step([0, 0], observation));
        Assert.Equal(new Step(0, false).Terminated, pendulum.Step([99], observation).Terminated);     // clipped, as Gymnasium does
    }

    [Fact]
    public void Saved_and_restored_is_uninterrupted()
    {
        var (one, two, memory) = (new Pendulum().Simulate(), new Pendulum().Simulate(), new MemoryState());
        var (seen, same) = (new float[3], new float[3]);
        one.Reset(seen, 7);
        for (var t = 0; t < 10; t++) one.Step([0.5f], seen);
        one.Save(memory);
        two.Load(memory);
        Assert.Equal(10, two.ElapsedSteps);
        Assert.Equal(one.Step([1], seen), two.Step([1], same));
        one.Reset(seen);
        two.Reset(same);
        Assert.Equal(seen, same);
    }

    [Fact]
    public void A_first_reset_without_a_seed_is_one_with_seed_0()
    {
        var (one, two) = (new float[4], new float[4]);
        new CartPole().Simulate().Reset(one);
        new CartPole().Simulate().Reset(two, 0);
        Assert.Equal(two, one);
    }
}
