using System.Diagnostics;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Benchmarks;

/// <summary>REINFORCE on CartPole-v1 with the shipped presets: solved seeds, seconds, steps a second, bytes a step.</summary>
/// <remarks>
/// The peer is a REINFORCE with one hidden layer, written by hand in NumPy, on a machine of this kind: 65,000 steps a second,
/// one seed in three not solved.
/// </remarks>
internal sealed class TrainingRuns : ISuite
{
    private const double NumPyStepsPerSecond = 65_000;

    private static readonly EnvironmentEntry CartPole = EnvironmentRegistry.Standard.Find("CartPole-v1");

    public string Name => "training";

    public IEnumerable<Measurement> Run()
    {
        Learn("reinforce-baseline", seed: 0);                                             // compiled by now
        return [.. Solved("reinforce-baseline", 20), .. Solved("reinforce", 10), .. Speed(), BytesPerStep()];
    }

    private static IEnumerable<Measurement> Solved(string algorithm, int seeds)
    {
        var (solved, seconds) = (0, new List<double>());
        for (var seed = 1; seed <= seeds; seed++)
        {
            var begin = Stopwatch.GetTimestamp();
            var learner = Learn(algorithm, (ulong)seed);
            seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            if (Evaluation.Of(learner, CartPole, new((ulong)seed)).IsSolved) solved++;
        }

        seconds.Sort();
        yield return new($"{algorithm}: seeds solved, of {seeds}", "seeds", solved) { Bar = seeds };
        yield return new($"{algorithm}: median seconds of learning", "s", seconds[seeds / 2]) { Bar = 2, LessIsBetter = true };
    }

    private static IEnumerable<Measurement> Speed()
    {
        foreach (var threads in (int[])[1, 2])
        {
            var best = 0.0;
            for (var repetition = 0; repetition < 5; repetition++)
            {
                using var workers = new Workers(threads);
                var begin = Stopwatch.GetTimestamp();
                var learner = Learn("reinforce-baseline", seed: 1, workers);
                best = Math.Max(best, learner.Steps / Stopwatch.GetElapsedTime(begin).TotalSeconds);
            }

            yield return new($"reinforce-baseline, learning included, {threads} threads", "steps/s", best)
            {
                Limit = NumPyStepsPerSecond, Bar = 300_000 / NumPyStepsPerSecond,
            };
        }
    }

    private static Measurement BytesPerStep()
    {
        var learner = Learn("reinforce-baseline", seed: 1);                               // its longest batch is behind it
        var (steps, bytes) = (learner.Steps, GC.GetAllocatedBytesForCurrentThread());
        for (var update = 0; update < 20; update++) learner.Learn();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
        return new("reinforce-baseline: bytes allocated per step", "B", allocated / (double)(learner.Steps - steps))
        {
            Bar = 0, LessIsBetter = true,
        };
    }

    private static ILearner Learn(string id, ulong seed, Workers? workers = null)
    {
        var algorithm = AlgorithmCatalog.Standard.Find(id);
        var preset = Presets.Standard.Find(id, CartPole.Spec.Id);
        var learner = algorithm.Create(CartPole, preset.OptionsFor(algorithm), new SeedSequence(seed), preset.Steps, workers);
        while (learner.Steps < preset.Steps) learner.Learn();
        return learner;
    }
}
