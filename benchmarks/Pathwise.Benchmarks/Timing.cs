using System.Diagnostics;

namespace Pathwise.Benchmarks;

/// <summary>Takes times on a machine that others use too: the best of many short repetitions.</summary>
internal static class Timing
{
    private const double Repetition = 1e-4, Total = 0.4;

    /// <returns>Seconds that one call takes at best.</returns>
    public static double Best(Action action)
    {
        for (var i = 0; i < 100; i++) action();
        var calls = Math.Max(1, (int)(Repetition / Once(action, 20)));
        var (best, begin) = (double.MaxValue, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(begin).TotalSeconds < Total) best = Math.Min(best, Once(action, calls));
        return best;
    }

    private static double Once(Action action, int calls)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++) action();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds / calls;
    }
}
