using Pathwise.Environments;

namespace Pathwise.Tests.Environments;

public sealed class CartPoleTests
{
    // Gymnasium's documented resets; NumPy prints eight decimals.
    [Theory]
    [InlineData(42, 0.0273956, -0.00611216, 0.03585979, 0.0197368)]
    [InlineData(43, 0.01522993, -0.04562247, -0.04799704, 0.03392126)]
    [InlineData(44, -0.03774345, -0.02418869, -0.00942293, 0.0469184)]
    [InlineData(123, 0.01823519, -0.0446179, -0.02796401, -0.03156282)]
    public void A_seed_gives_the_documented_start(ulong seed, double x, double xDot, double theta, double thetaDot)
    {
        var environment = new Simulation<CartPole, CartPole.State, int>(new());
        var observation = new float[4];
        environment.Reset(observation, seed);
        double[] documented = [x, xDot, theta, thetaDot];
        for (var i = 0; i < 4; i++)
            Assert.Equal(documented[i], observation[i], tolerance: 0.5e-8 + 1e-12);
    }

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
}
