using System.Diagnostics;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Benchmarks;

/// <summary>Learners with rl-zoo3's settings on CartPole-v1, SAC and TD3 on Pendulum-v1: environment steps a second with
/// learning included, seconds to solved, bytes a step.</summary>
/// <remarks>The peer is Stable-Baselines3 with the same settings, on a machine of this kind.</remarks>
internal sealed class RolloutTraining : ISuite
{
    private const int Seeds = 20;
    private const double PeerPpo = 4_370, PeerA2C = 8_320, PeerDqn = 1_120;
    private const string CartPole = "CartPole-v1", Pendulum = "Pendulum-v1";

    public string Name => "rollouts";

    public IEnumerable<Measurement> Run()
    {
        yield return Speed("ppo", repetitions: 5, threads: 1, PeerPpo, bar: 40_000);
        yield return Speed("ppo", repetitions: 5, threads: 2, PeerPpo, bar: 60_000);
        yield return Speed("a2c", repetitions: 5, threads: 1, PeerA2C, bar: 200_000);
        yield return Speed("dqn", repetitions: 2, threads: 1, PeerDqn, bar: 4_500);
        yield return Speed("qr-dqn", repetitions: 1, threads: 1);
        foreach (var (algorithm, environment, starts) in new (string, string, long)[]
                 {
                     ("ppo", CartPole, 10_000), ("a2c", CartPole, 10_000), ("dqn", CartPole, 5_000),
                     ("qr-dqn", CartPole, 5_000), ("sac", Pendulum, 500), ("td3", Pendulum, 10_500),
                 })
            foreach (var measurement in OnceItLearns(algorithm, environment, starts))
                yield return measurement;
        foreach (var measurement in Solved("ppo")) yield return measurement;
    }

    /// <summary>The best of some runs to the end of the preset.</summary>
    private static Measurement Speed(string id, int repetitions, int threads, double? peer = null, double? bar = null)
    {
        using var workers = new Workers(threads);
        var best = 0.0;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var (learner, steps) = New(id, CartPole, seed: 1, workers);
            var begin = Now();
            while (learner.Steps < steps) learner.Learn();
            best = Math.Max(best, learner.Steps / (Now() - begin).TotalSeconds);
        }

        TimeSpan Now() => threads == 1 ? Timing.Busy() : Stopwatch.GetElapsedTime(0);
        return new($"{id}, learning included, {threads} threads", "steps/s", best) { Limit = peer, Bar = bar / peer };
    }

    /// <summary>What some updates allocate and, where there is a gradient step for every step in the environment, how
    /// fast they are.</summary>
    private static IEnumerable<Measurement> OnceItLearns(string id, string environment, long starts)
    {
        const int Updates = 50;
        var (learner, _) = New(id, environment, seed: 1);
        while (learner.Steps < starts) learner.Learn();
        var (steps, bytes) = (learner.Steps, GC.GetAllocatedBytesForCurrentThread());
        for (var update = 0; update < Updates; update++) learner.Learn();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
        yield return new($"{id}: bytes allocated per step", "B", allocated / (double)(learner.Steps - steps))
        {
            Bar = 0, LessIsBetter = true,
        };
        if (environment != Pendulum) yield break;

        (steps, var begin) = (learner.Steps, Timing.Busy());
        while (learner.Steps < steps + 1_000) learner.Learn();
        var seconds = (Timing.Busy() - begin).TotalSeconds;
        yield return new($"{id}, {environment}, once it learns, 1 thread", "steps/s", (learner.Steps - steps) / seconds);
    }

    /// <summary>From the start of learning until the mean of 100 training episodes reaches 475.</summary>
    private static IEnumerable<Measurement> Solved(string id)
    {
        var (solved, seconds) = (0, new List<double>());
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (learner, steps) = New(id, CartPole, (ulong)seed);
            var result = new Training(learner, new(steps) { TargetReturn = 475 }).Run();
            seconds.Add(result.TargetReached ? result.Elapsed.TotalSeconds : double.PositiveInfinity);
            if (result.TargetReached) solved++;
        }

        seconds.Sort();
        yield return new($"{id}: seeds that reach 475 within the preset's steps, of {Seeds}", "seeds", solved);
        yield return new($"{id}: median seconds to 475", "s", seconds[Seeds / 2]) { Bar = 1.5, LessIsBetter = true };
    }

    private static (ILearner Learner, long Steps) New(
        string id, string environment, ulong seed, Workers? workers = null)
    {
        var algorithm = AlgorithmCatalog.Standard.Find(id);
        var preset = Presets.Standard.Find(id, environment, "zoo");
        var options = preset.OptionsFor(algorithm);
        var entry = EnvironmentRegistry.Standard.Find(environment);
        return (algorithm.Create(entry, options, new SeedSequence(seed), preset.Steps, workers), preset.Steps);
    }
}
