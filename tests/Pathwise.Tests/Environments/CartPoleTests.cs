using Pathwise.Environments;
using Pathwise.Environments.ClassicControl;
using Pathwise.Randomness;

namespace Pathwise.Tests.Environments;

public sealed class CartPoleTests
{
    [Fact]
    public void Pushing_right_from_seed_123_ends_at_the_documented_ninth_step()
    {
        var environment = new Simulation<CartPole, CartPole.State, int>(new());
        var observation = new float[4];
        environment.Reset(observation, 123);
        for (var t = 1; t < 9; t++)
            Assert.Equal(new Step(1, Terminated: false), environment.Step([1], observation));
        Assert.Equal(new Step(1, Terminated: true), environment.Step([1], observation));
        Assert.Equal([0.1511158f, 1.7183299f, -0.25533703f, -2.8914354f], observation);
    }

    [Fact]
    public void Past_the_end_there_is_no_reward_until_a_new_start()
    {
        var (dynamics, rng) = (new CartPole(), new Rng(0));
        var state = new CartPole.State(2.39, 2, 0, 0);
        Assert.Equal(new Step(1, Terminated: true), dynamics.Advance(ref state, [1], ref rng));
        Assert.Equal(new Step(0, Terminated: true), dynamics.Advance(ref state, [1], ref rng));
        state = dynamics.Reset(ref rng);
        Assert.Equal(new Step(1, Terminated: false), dynamics.Advance(ref state, [1], ref rng));
    }
}
