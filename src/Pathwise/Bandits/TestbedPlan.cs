using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>What every part of a testbed needs to know.</summary>
internal sealed record TestbedPlan(TestbedOptions Options, SeedSequence Seeds)
{
    /// <summary>Steps before the last ones.</summary>
    public int EarlySteps { get; } = Math.Max(0, Options.Steps - Options.LastSteps);

    public int Batches { get; } = ((Options.Runs - 1) / TestbedMoments.BatchSize) + 1;

    /// <summary>Where the runs of a batch begin, and how many they are.</summary>
    public (int First, int Count) RunsOf(int batch)
    {
        var first = batch * TestbedMoments.BatchSize;
        return (first, Math.Min(TestbedMoments.BatchSize, Options.Runs - first));
    }
}
