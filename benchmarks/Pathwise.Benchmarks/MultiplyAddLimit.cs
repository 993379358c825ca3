using System.Runtime.CompilerServices;
using Pathwise.Numerics;

namespace Pathwise.Benchmarks;

/// <summary>What one core can do at most: independent fused multiply-adds that stay in registers.</summary>
internal static class MultiplyAddLimit
{
    private const int Steps = 3000, Chains = 12;

    private static float _sink;

    /// <returns>Multiply-adds of floats per second.</returns>
    public static double PerSecond()
    {
        var (lanes, chains) = Widest();
        return (double)Steps * Chains * lanes / Timing.Best(chains);
    }

    /// <summary>Measures something and the limit in turn, for the clock drifts.</summary>
    /// <returns>The limit, multiply-adds per second, and the seconds that one call takes at best.</returns>
    public static (double PerSecond, double Seconds) Beside(Action action)
    {
        var (lanes, chains) = Widest();
        var (alone, seconds) = Timing.Best(chains, action);
        return ((double)Steps * Chains * lanes / alone, seconds);
    }

    private static (int Lanes, Action Chains) Widest() =>
        Lanes512.IsSupported ? (Lanes512.Count, Run<Lanes512>)
        : Lanes256.IsSupported ? (Lanes256.Count, Run<Lanes256>)
        : Lanes128.IsSupported ? (Lanes128.Count, Run<Lanes128>)
        : (1, Run<ScalarLanes>);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T>() where T : struct, ILanes<T>
    {
        var (x, y) = (T.Broadcast(0.999f), T.Broadcast(1e-3f));
        var (a, b, c, d, e, f) = (y, y, y, y, y, y);
        var (g, h, i, j, k, l) = (y, y, y, y, y, y);
        for (var step = 0; step < Steps; step++)
        {
            a = T.FusedMultiplyAdd(a, x, y);
            b = T.FusedMultiplyAdd(b, x, y);
            c = T.FusedMultiplyAdd(c, x, y);
            d = T.FusedMultiplyAdd(d, x, y);
            e = T.FusedMultiplyAdd(e, x, y);
            f = T.FusedMultiplyAdd(f, x, y);
            g = T.FusedMultiplyAdd(g, x, y);
            h = T.FusedMultiplyAdd(h, x, y);
            i = T.FusedMultiplyAdd(i, x, y);
            j = T.FusedMultiplyAdd(j, x, y);
            k = T.FusedMultiplyAdd(k, x, y);
            l = T.FusedMultiplyAdd(l, x, y);
        }

        Span<float> sums = stackalloc float[T.Count];
        T.Store(a + b + c + d + e + f + g + h + i + j + k + l, ref sums[0]);
        _sink += sums[0];
    }
}
