using System.Diagnostics;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Benchmarks;

/// <summary>PPO, A2C, DQN and QR-DQN on CartPole-v1 with rl-zoo3's settings: environment steps a second with learning
/// included, seconds to solved, bytes a step.</summary>
/// <remarks>The peer is Stable-Baselines3 with the same settings, on a machine of this kind.</remarks>
internal sealed class RolloutTraining : ISuite
{
    private const int Repetitions = 5, Seeds = 20;
    private const double PeerPpo = 4_370, PeerA2C = 8_320, PeerDqn = 1_120;

    private static readonly EnvironmentEntry CartPole = EnvironmentRegistry.Standard.Find("CartPole-v1");

    public string Name => "rollouts";

    public IEnumerable<Measurement> Run()
    {
        yield return Speed("ppo", threads: 1, PeerPpo, bar: 40_000);
        yield return Speed("ppo", threads: 2, PeerPpo, bar: 60_000);
        yield return Speed("a2c", threads: 1, PeerA2C, bar: 200_000);
        yield return Speed("dqn", threads: 1, PeerDqn, bar: 4_500, repetitions: 2);
        yield return Speed("qr-dqn", threads: 1, PeerDqn, bar: 4_500, repetitions: 2);
        foreach (var algorithm in (string[])["ppo", "a2c", "dqn", "qr-dqn"]) yield return BytesPerStep(algorithm);
        foreach (var measurement in Solved("ppo")) yield return measurement;
    }

    /// <summary>The best of some runs to the end of the preset.</summary>
    private static Measurement Speed(
        string id, int threads, double peer, double bar, int repetitions = Repetitions)
    {
        using var workers = new Workers(threads);
        var best = 0.0;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var (learner, steps) = New(id, seed: 1, workers);
            var begin = Stopwatch.GetTimestamp();
            while (learner.Steps < steps) learner.Learn();
            best = Math.Max(best, learner.Steps / Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        return new($"{id}, learning included, {threads} threads", "steps/s", best) { Limit = peer, Bar = bar / peer };
    }

    private static Measurement BytesPerStep(string id)
    {
        var (learner, _) = New(id, seed: 1);
        for (var update = 0; update < 50; update++) learner.Learn();
        var (steps, bytes) = (learner.Steps, GC.GetAllocatedBytesForCurrentThread());
        for (var update = 0; update < 50; update++) learner.Learn();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
        return new($"{id}: bytes allocated per step", "B", allocated / (double)(learner.Steps - steps))
        {
            Bar = 0, LessIsBetter = true,
        };
    }

    /// <summary>From the start of learning until the mean of 100 training episodes reaches 475.</summary>
    private static IEnumerable<Measurement> Solved(string id)
    {
        var (solved, seconds) = (0, new List<double>());
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (learner, steps) = New(id, (ulong)seed);
            var result = new Training(learner, new(steps) { TargetReturn = 475 }).Run();
            seconds.Add(result.TargetReached ? result.Elapsed.TotalSeconds : double.PositiveInfinity);
            if (result.TargetReached) solved++;
        }

        seconds.Sort();
        yield return new($"{id}: seeds that reach 475 within the preset's steps, of {Seeds}", "seeds", solved);
        yield return new($"{id}: median seconds to 475", "s", seconds[Seeds / 2]) { Bar = 1.5, LessIsBetter = true };
    }

    private static (ILearner Learner, long Steps) New(string id, ulong seed, Workers? workers = null)
    {
        var algorithm = AlgorithmCatalog.Standard.Find(id);
        var preset = Presets.Standard.Find(id, CartPole.Spec.Id, "zoo");
        var options = preset.OptionsFor(algorithm);
        return (algorithm.Create(CartPole, options, new SeedSequence(seed), preset.Steps, workers), preset.Steps);
    }
}
