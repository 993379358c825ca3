using System.Diagnostics;
using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Benchmarks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Benchmarks;

/// <summary>What 500 searches of 100 children on the table of NAS-Bench-201 take, with two threads.</summary>
internal sealed class ArchitectureSearches : ISuite
{
    private const int Runs = 500, Children = 100, Threads = 2, Repetitions = 3;
    private const double BarSeconds = 5;

    public string Name => "architecture-search";

    public IEnumerable<Measurement> Run()
    {
        var study = new StrategyStudy(
            NasBench201Table.Load(), SearchSpaces.Find("nasbench201"), NasBench201Dataset.Cifar10);
        foreach (var strategy in (string[])["random", "evolution", "reinforce-nasbench201", "ppo-nasbench201"])
            yield return new($"500 searches of 100 children, {strategy}", "s", Seconds(study, strategy))
            {
                Bar = BarSeconds, LessIsBetter = true,
            };
    }

    private static double Seconds(StrategyStudy study, string strategy)
    {
        var entry = SearchStrategyCatalog.Standard.Find(strategy);
        using var workers = new Workers(Threads);
        var best = double.PositiveInfinity;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var clock = Stopwatch.StartNew();
            study.Run(entry, null, strategy, Runs, Children, new SeedSequence(1), workers);
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }

        return best;
    }
}
