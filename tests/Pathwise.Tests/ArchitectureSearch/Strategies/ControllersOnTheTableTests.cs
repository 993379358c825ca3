using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Benchmarks;
using Pathwise.Experiments.Replication;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch.Strategies;

public sealed class ControllersOnTheTableTests
{
    /// <summary>300 searches reach 94.33, with a s.d. of 0.14 (docs/algorithms/reinforce-search.md): the mean of 12 is
    /// above 94.15 by four standard errors.</summary>
    [Fact]
    public void The_lstm_with_its_preset_beats_random_search_clearly_with_500_children()
    {
        using var workers = new Workers(2);
        var study = new StrategyStudy(
            NasBench201Table.Load(), SearchSpaces.Find("nasbench201"), NasBench201Dataset.Cifar10);
        var (lstm, random) = (Last("lstm-nasbench201", searches: 12), Last("random", searches: 100));
        Assert.InRange(lstm.Average(), 94.15, 94.38);
        Assert.True(WelchTest.Of(lstm, random) is { Difference: > 0, P: < 0.001 });

        double[] Last(string id, int searches) => study.Run(
            SearchStrategyCatalog.Standard.Find(id), null, id, searches, 500, new SeedSequence(1), workers).Last;
    }
}
