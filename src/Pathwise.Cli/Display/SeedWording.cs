using Pathwise.Experiments.Replication;

namespace Pathwise.Cli.Display;

/// <summary>What several seeds say together, for people.</summary>
internal static class SeedWording
{
    /// <summary>The mean, its standard error and interval, and the range.</summary>
    public static string Mean(SeedStatistics seeds) =>
        $"{Wording.Return(seeds.Mean)} ± {Wording.Return(seeds.StandardError ?? double.NaN)} s.e."
        + $"{Interval(seeds.MeanInterval)}, from {Wording.Return(seeds.Min)} to {Wording.Return(seeds.Max)}";

    /// <summary>The interquartile mean and its interval.</summary>
    public static string InterquartileMean(SeedStatistics seeds) =>
        $"interquartile mean {Wording.Return(seeds.InterquartileMean)}{Interval(seeds.InterquartileInterval)}";

    private static string Interval(BootstrapInterval? interval) => interval is { } ends
        ? $" (95 %: {Wording.Return(ends.Low)} to {Wording.Return(ends.High)})"
        : "";
}
