using System.Text.Json;
using Pathwise.Environments;
using Pathwise.Environments.ClassicControl;
using Pathwise.Tests.Golden;

namespace Pathwise.Tests.Environments;

/// <summary>Gymnasium's recorded episodes, step for step; PATHWISE_GOLDEN may name another folder of such records.</summary>
public sealed class GoldenTraceTests(ITestOutputHelper output)
{
    private const double OneFloat32Unit = 1.0 / (1 << 23);      // of the numbers observed, which are below 2 where it matters

    [Theory]
    [InlineData("cartpole")]
    [InlineData("cartpole_sutton_barto_reward")]
    public void CartPole_agrees(string name)
    {
        var traces = GoldenTraces.Read(name);
        var replay = new Replay<CartPole, CartPole.State, int>(
            traces, new() { SuttonBartoReward = Argument(traces, "sutton_barto_reward", 0) != 0 },
            (n, now) => new(n[0], n[1], n[2], n[3], now.FallenSteps),
            s => [s.Position, s.Velocity, s.Angle, s.AngularVelocity], Choice);
        foreach (var agreement in Played(replay))
            AssertSame(agreement, exact: true, state: 1e-12, reward: 0, observation: OneFloat32Unit);
    }

    [Theory]
    [InlineData("mountaincar")]
    [InlineData("mountaincar_goal_velocity")]
    public void MountainCar_agrees(string name)
    {
        var traces = GoldenTraces.Read(name);
        var replay = new Replay<MountainCar, MountainCar.State, int>(
            traces, new() { GoalVelocity = Argument(traces, "goal_velocity", 0) },
            (n, _) => new(n[0], n[1]), s => [s.Position, s.Velocity], Choice);
        foreach (var agreement in Played(replay))
            AssertSame(agreement, exact: true, state: 1e-12, reward: 0, observation: OneFloat32Unit);
    }

    [Fact]
    public void MountainCarContinuous_agrees()
    {
        var traces = GoldenTraces.Read("mountaincar_continuous");
        var replay = new Replay<MountainCarContinuous, MountainCarContinuous.State, float>(
            traces, new() { GoalVelocity = Argument(traces, "goal_velocity", 0) },
            (n, now) => new(n[0], n[1], now.Steps), s => [s.Position, s.Velocity], Real);
        foreach (var agreement in Played(replay))
            AssertSame(agreement, exact: true, state: 1e-7, reward: 1e-12, observation: 1e-7);
    }

    [Fact]
    public void Pendulum_agrees()
    {
        var traces = GoldenTraces.Read("pendulum");
        var replay = new Replay<Pendulum, Pendulum.State, float>(
            traces, new() { Gravity = Argument(traces, "g", 10) },
            (n, _) => new(n[0], n[1]), s => [s.Angle, s.AngularVelocity], Real);
        foreach (var agreement in Played(replay))
            AssertSame(agreement, exact: false, state: 1e-6, reward: 1e-8, observation: 1e-6);
    }

    [Fact]
    public void Acrobot_agrees()
    {
        var traces = GoldenTraces.Read("acrobot");
        var replay = new Replay<Acrobot, Acrobot.State, int>(traces, new(),
            (n, _) => new(n[0], n[1], n[2], n[3]), s => [s.Angle1, s.Angle2, s.Velocity1, s.Velocity2], Choice);
        foreach (var agreement in new[] { replay.StepByStep(), replay.SingleSteps() })
            AssertSame(Told(agreement), exact: false, state: 1e-12, reward: 0, observation: 16 * OneFloat32Unit);   // velocities up to 9π
        AssertSame(Told(replay.InOneGo()), exact: false, state: 1e-5, reward: 0, observation: 1e-5);                // chaotic
    }

    [Fact]
    public void Every_registered_environment_is_as_recorded()
    {
        var recorded = GoldenFile.Read("specs").GetProperty("envs");
        var compared = 0;
        foreach (var entry in EnvironmentRegistry.Standard.Entries)
        {
            if (!recorded.TryGetProperty(entry.Spec.Id, out var spec)) continue;
            Assert.Equal(spec.GetProperty("max_episode_steps").Deserialize<int?>(), entry.Spec.MaxEpisodeSteps);
            Assert.Equal(spec.GetProperty("reward_threshold").Deserialize<double?>(), entry.Spec.RewardThreshold);
            Assert.Equal(SpaceOf(spec.GetProperty("observation_space")), entry.ObservationSpace);
            Assert.Equal(SpaceOf(spec.GetProperty("action_space")), entry.ActionSpace);
            compared++;
        }

        string[] classic = ["CartPole-v0", "CartPole-v1", "MountainCar-v0", "MountainCarContinuous-v0", "Acrobot-v1", "Pendulum-v1"];
        Assert.All(classic, id => Assert.Equal(id, EnvironmentRegistry.Standard.Find(id).Spec.Id));
        Assert.True(compared >= classic.Count(id => recorded.TryGetProperty(id, out _)));
    }

    private static Space SpaceOf(JsonElement space) => space.GetProperty("type").GetString() switch
    {
        "Discrete" => new Discrete(space.GetProperty("n").GetInt32(), space.GetProperty("start").GetInt32()),
        "Tuple" => new MultiDiscrete(
            [.. space.GetProperty("spaces").EnumerateArray().Select(part => part.GetProperty("n").GetInt32())]),
        _ => new Box(Floats(space.GetProperty("low")), Floats(space.GetProperty("high"))),
    };

    private static float[] Floats(JsonElement bounds) => [.. GoldenTraces.Numbers(bounds).Select(bound => (float)bound)];

    private static int Choice(double number) => (int)number;

    private static float Real(double number) => (float)number;

    private static double Argument(GoldenTraces traces, string name, double standard) =>
        !traces.Arguments.TryGetProperty(name, out var value) ? standard : value.ValueKind switch
        {
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => value.GetDouble(),
        };

    private Agreement[] Played<TDynamics, TState, TAction>(Replay<TDynamics, TState, TAction> replay)
        where TDynamics : IDynamics<TState, TAction> where TState : unmanaged where TAction : unmanaged =>
        [Told(replay.StepByStep()), Told(replay.InOneGo()), Told(replay.SingleSteps())];

    private Agreement Told(Agreement agreement)
    {
        output.WriteLine(agreement.ToString());
        return agreement;
    }

    // Sums, products and quotients round alike everywhere, in double and in float32. Only sine, cosine and powers may be
    // another library's in the record, and then differ by a unit in the last place of a double, which about one observation
    // in 2²⁹ shows. CartPole, MountainCar and MountainCarContinuous were recorded with the C library's functions, which are
    // ours too on Linux: all their observations are equal. Pendulum and Acrobot were recorded with NumPy's own: all but one
    // in a hundred must be equal (all are, where this was written), and none may be further off than the records' README says.
    private static void AssertSame(Agreement agreement, bool exact, double state, double reward, double observation)
    {
        Assert.True(agreement.EqualShare >= (exact && OperatingSystem.IsLinux() ? 1 : 0.99), agreement.ToString());
        Assert.True(agreement.Observation <= observation, agreement.ToString());
        Assert.True(agreement.State <= state, agreement.ToString());
        Assert.True(agreement.Reward <= reward, agreement.ToString());
    }
}
