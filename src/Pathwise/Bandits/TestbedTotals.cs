using System.Runtime.Intrinsics;

namespace Pathwise.Bandits;

/// <summary>Sums over steps, for each run of a batch.</summary>
internal sealed class TestbedTotals
{
    public double[] Rewards { get; } = new double[TestbedMoments.BatchSize];

    public double[] Optimal { get; } = new double[TestbedMoments.BatchSize];

    public double[] Regrets { get; } = new double[TestbedMoments.BatchSize];

    public void Clear()
    {
        Array.Clear(Rewards);
        Array.Clear(Optimal);
        Array.Clear(Regrets);
    }

    /// <summary>Adds one step of eight runs, from one on.</summary>
    public void Add(int run, Vector512<double> rewards, Vector512<double> optimal, Vector512<double> regrets)
    {
        Add(ref Rewards[run], rewards);
        Add(ref Optimal[run], optimal);
        Add(ref Regrets[run], regrets);
    }

    private static void Add(ref double totals, Vector512<double> numbers) =>
        (Vector512.LoadUnsafe(ref totals) + numbers).StoreUnsafe(ref totals);
}
