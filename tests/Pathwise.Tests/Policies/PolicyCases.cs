using System.Globalization;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Policies;
using Pathwise.Randomness;

namespace Pathwise.Tests.Policies;

/// <summary>A learner of every kind, a little trained: each algorithm, and each kind of observation, network and action.</summary>
internal static class PolicyCases
{
    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.Standard
        .Register<ThreeBits, int, int>(new EnvironmentSpec("ThreeBits-v0"), new())
        .Register<TwoDials, int, int>(new EnvironmentSpec("TwoDials-v0"), new())
        .Register<FarAway, double, float>(new EnvironmentSpec("FarAway-v0"), new())
        .Register<OffCentre, double, float>(new EnvironmentSpec("OffCentre-v0"), new());

    /// <summary>Algorithm, environment, what is set, environment steps.</summary>
    private static readonly Dictionary<string, string> All = new()
    {
        ["reinforce, choices"] = "reinforce CartPole-v1 1000 hidden=16,16 episodes=4",
        ["reinforce, linear"] = "reinforce CartPole-v1 1000 hidden=none",
        ["reinforce-baseline, normalised"] = "reinforce-baseline CartPole-v1 1000 normalizeObservations=true",
        ["a2c, choices"] = "a2c CartPole-v1 1000 hidden=64,64 stepSize=0.01",
        ["a2c, reals"] = "a2c Pendulum-v1 500 stepSize=0.01",
        ["ppo, choices"] = "ppo CartPole-v1 1000 rolloutSteps=100 stepSize=0.01 batchSize=50",
        ["ppo, choices, normalised"] =
            "ppo Acrobot-v1 1000 rolloutSteps=100 stepSize=0.01 batchSize=50 normalizeObservations=true activation=relu",
        ["ppo, reals, normalised"] = "ppo Pendulum-v1 1000 rolloutSteps=100 stepSize=0.02 batchSize=50 normalizeObservations=true",
        ["ppo, reals, far away"] = "ppo FarAway-v0 1000 rolloutSteps=100 stepSize=0.02 batchSize=50 normalizeObservations=true",
        ["ppo, gSDE"] = "ppo Pendulum-v1 500 rolloutSteps=100 stepSize=0.02 batchSize=50 stateDependentNoise=true",
        ["ppo, gSDE, linear"] = "ppo MountainCarContinuous-v0 500 rolloutSteps=100 stepSize=0.02 batchSize=50 stateDependentNoise=true hidden=none",
        ["ppo, several choices"] = "ppo TwoDials-v0 500 rolloutSteps=100 stepSize=0.01 batchSize=50",
        ["ppo, bits"] = "ppo ThreeBits-v0 500 rolloutSteps=100 stepSize=0.01 batchSize=50",
        ["ppo, numbered observations"] = "ppo FrozenLake-v1 500 rolloutSteps=100 stepSize=0.01 batchSize=50",
        ["ppo, several numbers observed"] = "ppo Blackjack-v1 500 rolloutSteps=100 stepSize=0.01 batchSize=50",
        ["ppo, masks"] = "ppo Taxi-v4 500 rolloutSteps=100 stepSize=0.01 batchSize=50",
        ["ppo, memory"] = "ppo CartPole-v1 500 rolloutSteps=100 stepSize=0.01 batchSize=50 memoryUnits=12 normalizeObservations=true",
        ["ppo, memory, reals"] = "ppo Pendulum-v1 500 rolloutSteps=100 stepSize=0.01 batchSize=50 memoryUnits=8 hidden=none",
        ["dqn"] = "dqn CartPole-v1 1000 hidden=32,32 learningStarts=100 stepSize=0.01",
        ["dqn, dueling"] = "dqn CartPole-v1 1000 hidden=32,32 learningStarts=100 dueling=true",
        ["dqn, dueling, one layer"] = "dqn CartPole-v1 1000 hidden=32 learningStarts=100 dueling=true",
        ["dqn, masks"] = "dqn Taxi-v4 500 hidden=32 learningStarts=100",
        ["qr-dqn"] = "qr-dqn CartPole-v1 1000 hidden=32,32 learningStarts=100 quantiles=25",
        ["qr-dqn, dueling"] = "qr-dqn CartPole-v1 1000 hidden=32,32 learningStarts=100 quantiles=5 dueling=true",
        ["sac"] = "sac Pendulum-v1 500 hidden=32,32 learningStarts=100 batchSize=32",
        ["sac, one layer"] = "sac MountainCarContinuous-v0 300 hidden=16 learningStarts=100 batchSize=32",
        ["td3"] = "td3 Pendulum-v1 500 hidden=32,32 learningStarts=100 batchSize=32",
        ["td3, linear"] = "td3 OffCentre-v0 300 hidden=none learningStarts=100 batchSize=32",
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static (ILearner Learner, EnvironmentEntry Environment) Learned(string name)
    {
        var words = All[name].Split(' ');
        var algorithm = AlgorithmCatalog.Standard.Find(words[0]);
        var environment = Environments.Find(words[1]);
        var options = words[3..].Select(word => word.Split('=', 2)).Aggregate(
            algorithm.DefaultOptions, (changed, pair) => algorithm.Settings.With(changed, pair[0], pair[1]));
        var steps = long.Parse(words[2], CultureInfo.InvariantCulture);
        var learner = algorithm.Create(environment, options, new SeedSequence(1), steps);
        while (learner.Steps < steps) learner.Learn();
        return (learner, environment);
    }

    public static TrainedPolicy Policy(string name)
    {
        var (learner, environment) = Learned(name);
        return learner.NewPolicy(environment)!;
    }

    /// <summary>Three numbers are shown; their signs, as bits, are rewarded.</summary>
    internal readonly struct ThreeBits : IDynamics<int, int>
    {
        public Space ObservationSpace => new MultiBinary(3);

        public Space ActionSpace => new MultiBinary(3);

        public int Reset(ref Rng rng) => rng.NextInt32(8);

        public Step Advance(ref int state, ReadOnlySpan<int> action, ref Rng rng)
        {
            var wrong = state ^ (action[0] + (2 * action[1]) + (4 * action[2]));
            return new(3 - int.PopCount(wrong), Terminated: true);
        }

        public void Observe(in int state, Span<float> observation)
        {
            for (var i = 0; i < 3; i++) observation[i] = (state >> i) & 1;
        }

        public void Draw(in int state, ICanvas canvas) { }
    }

    /// <summary>Two dials are shown; naming where each stands is rewarded.</summary>
    internal readonly struct TwoDials : IDynamics<int, int>
    {
        public Space ObservationSpace => new MultiDiscrete(3, 4);

        public Space ActionSpace => new MultiDiscrete(3, 4);

        public int Reset(ref Rng rng) => rng.NextInt32(12);

        public Step Advance(ref int state, ReadOnlySpan<int> action, ref Rng rng) =>
            new((action[0] == state % 3 ? 1 : 0) + (action[1] == state / 3 ? 1 : 0), Terminated: true);

        public void Observe(in int state, Span<float> observation) =>
            (observation[0], observation[1]) = (state % 3, state / 3);

        public void Draw(in int state, ICanvas canvas) { }
    }

    /// <summary>Numbers near 10,000 that differ in the hundredths: what is left of them in single precision decides.</summary>
    internal readonly struct FarAway : IDynamics<double, float>
    {
        public Space ObservationSpace => new Box([0, 0], [20_000, 1]);

        public Space ActionSpace => new Box([float.NegativeInfinity, -0.5f], [0.25f, 0.5f]);

        public double Reset(ref Rng rng) => rng.NextUniform(9_999.97, 10_000.03);

        public Step Advance(ref double state, ReadOnlySpan<float> action, ref Rng rng) =>
            new(-Math.Abs(action[1] - (state - 10_000)), Terminated: true);

        public void Observe(in double state, Span<float> observation) =>
            (observation[0], observation[1]) = ((float)state, (float)(state - 9_999.5));

        public void Draw(in double state, ICanvas canvas) { }
    }

    /// <summary>Actions whose bounds are not around 0, nor alike.</summary>
    internal readonly struct OffCentre : IDynamics<double, float>
    {
        public Space ObservationSpace => new Box([-1], [1]);

        public Space ActionSpace => new Box([1, -30], [1.5f, -10]);

        public double Reset(ref Rng rng) => rng.NextUniform(-1, 1);

        public Step Advance(ref double state, ReadOnlySpan<float> action, ref Rng rng) =>
            new(-Math.Abs(action[0] - 1.25 - (state / 4)) - Math.Abs(action[1] + 20 - (10 * state)), Terminated: true);

        public void Observe(in double state, Span<float> observation) => observation[0] = (float)state;

        public void Draw(in double state, ICanvas canvas) { }
    }
}
