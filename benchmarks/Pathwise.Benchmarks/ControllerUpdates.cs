using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.ArchitectureSearch.Strategies;
using Pathwise.Randomness;

namespace Pathwise.Benchmarks;

/// <summary>What a search's controller costs: an LSTM of 100 units, 20 pairs of NASNet cells, 50 decisions each, on one core.</summary>
internal sealed class ControllerUpdates : ISuite
{
    private const int Children = 20;

    public string Name => "controllers";

    public IEnumerable<Measurement> Run()
    {
        var reinforce = new ReinforceSearch(new NasNetSpace(), new() { BatchSize = Children }, new SeedSequence(1));
        var (rng, batch, rewards) = (new Rng(1), new Genotype[Children], new double[Children]);
        reinforce.Propose(batch, ref rng);
        foreach (ref var reward in rewards.AsSpan()) reward = rng.NextDouble();

        yield return new("LSTM controller: learning from 20 NASNet designs", "ms", 1e3 * Timing.Best(() => reinforce.Observe(batch, rewards)))
        {
            Bar = 15,
            LessIsBetter = true,
        };
        yield return new("LSTM controller: drawing 20 NASNet designs", "ms", 1e3 * Timing.Best(() => reinforce.Propose(batch, ref rng)));

        var least = double.MaxValue;
        for (var round = 0; round < 5; round++)                                            // the first rounds may still compile
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 20; i++) reinforce.Observe(batch, rewards);
            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / 20.0);
        }

        yield return new("LSTM controller: bytes allocated per update", "B", least)
        {
            Bar = 0,
            LessIsBetter = true,
        };
    }
}
