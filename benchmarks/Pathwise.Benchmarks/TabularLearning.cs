using System.Diagnostics;
using Pathwise.Environments;
using Pathwise.Experiments;

namespace Pathwise.Benchmarks;

/// <summary>Learning tables, on one core: updates a second, each a choice, a step of the environment and a change of Q; and bytes
/// allocated per step.</summary>
internal sealed class TabularLearning : ISuite
{
    private const int Repetitions = 7, Steps = 1_000_000;

    public string Name => "values";

    public IEnumerable<Measurement> Run()
    {
        foreach (var environment in (string[])["CliffWalking-v1", "Taxi-v4"])
            foreach (var algorithm in (string[])["q-learning", "sarsa-lambda"])
            {
                var learner = Learned(algorithm, environment);
                yield return new($"{algorithm}, {environment}", "million updates/s", MillionsPerSecond(learner));
                yield return new($"{algorithm}, {environment}: bytes allocated per step", "B", BytesPerStep(learner))
                {
                    Bar = 0, LessIsBetter = true,
                };
            }
    }

    private static ILearner Learned(string id, string environment)
    {
        var algorithm = AlgorithmCatalog.Standard.Find(id);
        var learner = algorithm.Create(
            EnvironmentRegistry.Standard.Find(environment), algorithm.DefaultOptions, new(1), Steps);
        while (learner.Steps < Steps) learner.Learn();                                    // compiled, and past its longest episode
        return learner;
    }

    private static double MillionsPerSecond(ILearner learner)
    {
        var best = 0.0;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var (begin, before) = (Stopwatch.GetTimestamp(), learner.Steps);
            while (learner.Steps < before + Steps) learner.Learn();
            best = Math.Max(best, (learner.Steps - before) / Stopwatch.GetElapsedTime(begin).TotalSeconds / 1e6);
        }

        return best;
    }

    private static double BytesPerStep(ILearner learner)
    {
        var (bytes, before) = (GC.GetAllocatedBytesForCurrentThread(), learner.Steps);
        for (var update = 0; update < 1000; update++) learner.Learn();
        return (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)(learner.Steps - before);
    }
}
