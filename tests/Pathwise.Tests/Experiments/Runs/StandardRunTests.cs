using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;

namespace Pathwise.Tests.Experiments.Runs;

/// <summary>What holds of every run must hold of every algorithm in the catalogue.</summary>
public sealed class StandardRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> Cases => new()
    {
        { "reinforce", "CartPole-v1", "" },
        { "reinforce", "CartPole-v1", "episodes=3 normalizeObservations=true optimizer=sgd hidden=none" },
        { "reinforce", "MountainCarContinuous-v0", "episodes=2" },
        { "reinforce-baseline", "CartPole-v1", "episodes=4 normalize=true" },
        { "ppo", "CartPole-v1", "environments=4 rolloutSteps=32 epochs=4 stepSize=linear:0.001" },
        { "ppo", "Pendulum-v1", "environments=2 rolloutSteps=64 epochs=2 normalizeObservations=true" },
        { "ppo", "FrozenLake-v1", "environments=4 rolloutSteps=32 epochs=2 normalizeRewards=true" },
        { "ppo", "CartPole-v1", "environments=4 rolloutSteps=32 batchSize=64 epochs=2 memoryUnits=8 hidden=8" },
        { "ppo", "Pendulum-v1", "environments=2 rolloutSteps=64 epochs=2 stateDependentNoise=true noiseSteps=8" },
        { "a2c", "CartPole-v1", "environments=8 normalizeObservations=true normalizeRewards=true" },
        { "a2c", "Pendulum-v1", "environments=4 lambda=0.9" },
        { "reinforce-baseline", "CartPole-v1", "sharedNetwork=true normalizeObservations=true" },
        { "q-learning", "CliffWalking-v1", "sampleAverage=true epsilon=linear:0.5:0.1" },
        { "double-q-learning", "FrozenLake-v1", "" },
        { "sarsa", "CliffWalking-v1", "stepSize=linear:0.5" },
        { "expected-sarsa", "FrozenLake-v1", "epsilon=0.3" },
        { "n-step-sarsa", "CliffWalking-v1", "horizon=7" },
        { "sarsa-lambda", "CliffWalking-v1", "traces=dutch" },
        { "monte-carlo", "FrozenLake-v1", "exploringStarts=true everyVisit=true" },
        { "off-policy-monte-carlo", "FrozenLake-v1", "" },
        { "reinforce-baseline", "Pendulum-v1", "episodes=3 baselineRepeats=2 entropyWeight=0.01" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_thread_and_two_write_the_same_bytes(string algorithm, string environment, string settings)
    {
        var plan = PlanOf(algorithm, environment, settings);
        Run.Create(_folder.In("one"), plan).Train();
        Run.Create(_folder.In("two"), plan with { Threads = 2 }).Train();
        RunBytes.AssertEqual(_folder.In("one"), _folder.In("two"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Stopped_and_resumed_is_not_stopped(string algorithm, string environment, string settings)
    {
        var plan = PlanOf(algorithm, environment, settings);
        Run.Create(_folder.In("whole"), plan).Train();
        Run.Create(_folder.In("stopped"), plan);
        var sessions = 0;
        for (var status = RunStatus.Running; status != RunStatus.Completed; sessions++)
        {
            using var source = new CancellationTokenSource();
            var run = Run.Open(_folder.In("stopped"));
            run.ProgressInterval = TimeSpan.Zero;
            var from = -1L;
            status = run.Train(
                new TrainingTests.Watcher(progress =>
                {
                    if (from < 0) from = progress.Steps;
                    if (progress.Steps - from >= plan.Training.Steps / 3) source.Cancel();
                }),
                source.Token).Status;
        }

        Assert.InRange(sessions, 2, 4);
        RunBytes.AssertEqual(_folder.In("whole"), _folder.In("stopped"));
        Assert.Equal(
            Run.Open(_folder.In("whole")).Evaluate(new() { Episodes = 3, IsGreedy = false }).Returns,
            Run.Open(_folder.In("stopped")).Evaluate(new() { Episodes = 3, IsGreedy = false }).Returns);
    }

    private static RunPlan PlanOf(string algorithm, string environment, string settings)
    {
        var entry = AlgorithmCatalog.Standard.Find(algorithm);
        var options = entry.DefaultOptions;
        foreach (var setting in settings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            options = entry.Settings.With(options, setting.Split('=')[0], setting.Split('=')[1]);
        // Long enough for a few updates of the environment's own episodes.
        var steps = EnvironmentRegistry.Standard.Find(environment).Spec.MaxEpisodeSteps == 500 ? 2000 : 5000;
        return new(algorithm, environment, new(steps) { CheckpointEvery = 700, MetricsEvery = 90 }) { Seed = 2,
            Options = options };
    }
}
