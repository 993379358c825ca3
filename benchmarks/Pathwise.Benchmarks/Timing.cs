using System.Diagnostics;

namespace Pathwise.Benchmarks;

/// <summary>Takes times on a machine that others use too: the best of many short repetitions.</summary>
internal static class Timing
{
    private const double Repetition = 1e-4, Total = 0.4;

    /// <returns>Seconds that one call takes at best.</returns>
    public static double Best(Action action)
    {
        var calls = WarmUp(action);
        var (best, begin) = (double.MaxValue, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(begin).TotalSeconds < Total) best = Math.Min(best, Once(action, calls));
        return best;
    }

    /// <summary>Times two actions of one thread whose repetitions take turns: what slows one down slows down the
    /// other. Where the system counts it finely it is the processor's time, which other programs do not take.</summary>
    /// <returns>Seconds that one call of each takes at best.</returns>
    public static (double First, double Second) Best(Action first, Action second)
    {
        var (firstCalls, secondCalls) = (10 * WarmUp(first), WarmUp(second));        // counted in microseconds
        var (bestFirst, bestSecond, begin) = (double.MaxValue, double.MaxValue, Busy());
        while ((Busy() - begin).TotalSeconds < 4 * Total)
        {
            bestFirst = Math.Min(bestFirst, OnceBusy(first, firstCalls));
            bestSecond = Math.Min(bestSecond, OnceBusy(second, secondCalls));
        }

        return (bestFirst, bestSecond);
    }

    /// <summary>Time to take differences of, for work on one thread: the processor's where it is counted finely.</summary>
    public static TimeSpan Busy() =>
        OperatingSystem.IsLinux() ? Environment.CpuUsage.TotalTime : Stopwatch.GetElapsedTime(0);

    private static double OnceBusy(Action action, int calls)
    {
        var begin = Busy();
        for (var i = 0; i < calls; i++) action();
        return (Busy() - begin).TotalSeconds / calls;
    }

    /// <returns>How many calls make up a repetition.</returns>
    private static int WarmUp(Action action)
    {
        for (var i = 0; i < 100; i++) action();
        return Math.Max(1, (int)(Repetition / Once(action, 20)));
    }

    private static double Once(Action action, int calls)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++) action();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds / calls;
    }
}
