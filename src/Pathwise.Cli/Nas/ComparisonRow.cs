using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch.Benchmarks;
using Pathwise.Experiments.Replication;
using Pathwise.Randomness;

namespace Pathwise.Cli.Nas;

/// <summary>What one strategy reached, beside the one that all are compared with.</summary>
internal sealed record ComparisonRow(StrategyRuns Runs, double Mean, double Deviation, double StandardError)
{
    private const int Resamples = 2000;

    /// <summary>The mean's interval of 95 %, by bootstrap.</summary>
    public BootstrapInterval Interval { get; private init; }

    /// <summary>The median.</summary>
    public double Median { get; private init; }

    /// <summary>Welch's test against the baseline; null for the baseline itself, or one run.</summary>
    public WelchTest? Test { get; private init; }

    /// <summary>Its p after Holm's correction over all strategies but the baseline.</summary>
    public double? CorrectedP { get; private init; }

    /// <summary>Cliff's δ against the baseline; null for the baseline itself.</summary>
    public double? Delta { get; private init; }

    /// <summary>Sums up strategies.</summary>
    /// <param name="strategies">At least one.</param>
    /// <param name="baseline">The index of the one that all are compared with.</param>
    /// <param name="seeds">Where resampling comes from.</param>
    public static ComparisonRow[] Of(IReadOnlyList<StrategyRuns> strategies, int baseline, SeedSequence seeds)
    {
        var reference = strategies[baseline].Last;
        var rows = new ComparisonRow[strategies.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var (last, rng) = (strategies[i].Last, new Rng(seeds.Child(i)));
            var sorted = last.Order().ToArray();
            var statistics = SeedStatistics.Of(last);
            rows[i] = new(
                strategies[i], statistics.Mean, (statistics.StandardError ?? 0) * Math.Sqrt(last.Length),
                statistics.StandardError ?? 0)
            {
                Interval = BootstrapInterval.OfMean(last, 0.95, Resamples, ref rng),
                Median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2,
                Test = i == baseline || last.Length < 2 ? null : WelchTest.Of(last, reference),
                Delta = i == baseline ? null : CliffsDelta.Of(last, reference),
            };
        }

        var tested = Enumerable.Range(0, rows.Length).Where(i => rows[i].Test is not null).ToArray();
        var corrected = Holm.Correct([.. tested.Select(i => rows[i].Test!.Value.P)]);
        for (var k = 0; k < tested.Length; k++)
            rows[tested[k]] = rows[tested[k]] with { CorrectedP = corrected[k] };
        return rows;
    }

    /// <summary>As JSON.</summary>
    public JsonObject ToJson() => new()
    {
        ["strategy"] = Runs.Strategy,
        ["mean"] = Json.Number(Mean),
        ["std"] = Json.Number(Deviation),
        ["standardError"] = Json.Number(StandardError),
        ["children"] = Runs.Children,
        ["runs"] = Runs.Runs,
        ["median"] = Json.Number(Median),
        ["low95"] = Json.Number(Interval.Low),
        ["high95"] = Json.Number(Interval.High),
        ["difference"] = Json.Number(Test?.Difference),
        ["p"] = Json.Number(Test?.P),
        ["correctedP"] = Json.Number(CorrectedP),
        ["cliffsDelta"] = Json.Number(Delta),
    };
}
