using Pathwise.Environments;
using Pathwise.Environments.ClassicControl;

namespace Pathwise.Tests.Environments;

public sealed class SeededResetTests
{
    // NumPy prints eight decimals.
    private const double Printed = 0.5e-8 + 1e-12;

    [Theory]
    [InlineData(42, new[] { 0.0273956, -0.00611216, 0.03585979, 0.0197368 })]
    [InlineData(43, new[] { 0.01522993, -0.04562247, -0.04799704, 0.03392126 })]
    [InlineData(44, new[] { -0.03774345, -0.02418869, -0.00942293, 0.0469184 })]
    [InlineData(123, new[] { 0.01823519, -0.0446179, -0.02796401, -0.03156282 })]
    public void CartPole_starts_where_Gymnasium_documents_it(ulong seed, double[] documented) =>
        AssertStart(new Simulation<CartPole, CartPole.State, int>(new()), seed, documented, Printed);

    [Fact]
    public void CartPole_starts_in_other_bounds_where_Gymnasium_documents_it() =>
        AssertStart(new Simulation<CartPole, CartPole.State, int>(new() { Start = new(0, 1) }), 123,
            [0.6823519, 0.05382102, 0.22035988, 0.18437181], 0.5e-7);

    [Fact]
    public void Pendulum_starts_where_Gymnasium_documents_it() =>
        AssertStart(new Simulation<Pendulum, Pendulum.State, float>(new()), 42, [-0.14995256, 0.9886932, -0.12224312], 0.5e-7);

    // The recorded cosines are of float32 angles in float32: a unit in the last place, 6e-8, besides the print's precision.
    [Fact]
    public void Acrobot_starts_in_other_bounds_where_Gymnasium_documents_it() =>
        AssertStart(new Simulation<Acrobot, Acrobot.State, int>(new() { Start = new(-0.2, 0.2) }), 123,
            [0.997341, 0.07287608, 0.9841162, -0.17752565, -0.11185605, -0.12625128], 0.5e-7 + 6e-8);

    [Fact]
    public void A_vector_seeds_environment_i_with_seed_plus_i()
    {
        var vector = new SimulationBatch<Pendulum, Pendulum.State, float>(new(), 2);
        vector.Reset(42);
        double[] documented = [-0.14995256, 0.9886932, -0.12224312, 0.5760367, 0.8174238, -0.91244936];
        for (var i = 0; i < documented.Length; i++)
            Assert.Equal(documented[i], vector.Observations[i], tolerance: 0.5e-7);
    }

    private static void AssertStart(IEnvironment environment, ulong seed, double[] documented, double tolerance)
    {
        var observation = new float[documented.Length];
        environment.Reset(observation, seed);
        for (var i = 0; i < documented.Length; i++)
            Assert.Equal(documented[i], observation[i], tolerance);
    }
}
