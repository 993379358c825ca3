using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pathwise.Numerics;

namespace Pathwise.Bandits;

/// <summary>Means and squared deviations over the runs of one batch, at each step, and each run's own sums.</summary>
internal sealed class TestbedMoments(int steps)
{
    public const int BatchSize = 16;

    private Vector512<double> _are0, _are1;                     // all bits set in the lanes of runs that there are
    private double _count;

    /// <summary>Runs in this batch, up to 16.</summary>
    public int Count => (int)_count;

    public double[] RewardMeans { get; } = new double[steps];

    /// <summary>Σ (R − mean)².</summary>
    public double[] RewardSquares { get; } = new double[steps];

    public double[] RegretMeans { get; } = new double[steps];

    public double[] RegretSquares { get; } = new double[steps];

    /// <summary>How many runs took an optimal arm.</summary>
    public double[] OptimalCounts { get; } = new double[steps];

    /// <summary>Sums over the steps before the last ones.</summary>
    public TestbedTotals Early { get; } = new();

    /// <summary>Sums over the last steps.</summary>
    public TestbedTotals Last { get; } = new();

    public void Begin(int count)
    {
        _count = count;
        _are0 = Vector512.LessThan(Vector512<double>.Indices, Vector512.Create(_count));
        _are1 = Vector512.LessThan(Vector512<double>.Indices, Vector512.Create(_count - EightLanes.Count));
        Early.Clear();
        Last.Clear();
    }

    /// <summary>Takes in one step of all runs.</summary>
    /// <param name="step">t − 1.</param>
    /// <param name="rewards">R, [16]; 0 beyond the runs that there are.</param>
    /// <param name="regrets">max q* − q*(A), [16]; 0 beyond the runs that there are.</param>
    /// <param name="totals">Receives the sums as well.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Record(int step, ref double rewards, ref double regrets, TestbedTotals totals)
    {
        var (r0, r1) = (Vector512.LoadUnsafe(ref rewards), Vector512.LoadUnsafe(ref rewards, EightLanes.Count));
        var (d0, d1) = (Vector512.LoadUnsafe(ref regrets), Vector512.LoadUnsafe(ref regrets, EightLanes.Count));
        var (o0, o1) = (Optimal(d0) & _are0, Optimal(d1) & _are1);
        totals.Add(0, r0, o0, d0);
        totals.Add(EightLanes.Count, r1, o1, d1);

        (RewardMeans[step], RewardSquares[step]) = MeanAndSquares(r0, r1);
        (RegretMeans[step], RegretSquares[step]) = MeanAndSquares(d0, d1);
        OptimalCounts[step] = EightLanes.Sum(o0 + o1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Optimal(Vector512<double> regrets) =>
        Vector512.Equals(regrets, Vector512<double>.Zero) & Vector512<double>.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (double Mean, double Squares) MeanAndSquares(Vector512<double> x0, Vector512<double> x1)
    {
        var mean = EightLanes.Sum(x0 + x1) / _count;
        var (e0, e1) = ((x0 - Vector512.Create(mean)) & _are0, (x1 - Vector512.Create(mean)) & _are1);
        return (mean, EightLanes.Sum((e0 * e0) + (e1 * e1)));
    }
}
