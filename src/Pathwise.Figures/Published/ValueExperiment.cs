using System.Globalization;
using Pathwise.Figures.Drawing;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published;

/// <summary>What the figures on learning without a model have in common: independent runs of each line, their means,
/// and what these are compared with.</summary>
/// <param name="curves">The lines.</param>
/// <param name="runs">Runs of each.</param>
/// <param name="seed">Where all randomness comes from: child c for line c, of it child r for run r.</param>
internal sealed class ValueExperiment(ValueCurve[] curves, int runs, ulong seed)
{
    /// <summary>Every run: [curve][run][point].</summary>
    public double[][][] RunAll(IProgress<double>? progress, CancellationToken cancellation, int threads = -1)
    {
        var numbers = curves.Select(_ => new double[runs][]).ToArray();
        var done = 0;
        var root = new SeedSequence(seed);
        var atOnce = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = threads };
        Parallel.For(0, curves.Length * runs, atOnce, job =>
        {
            var (curve, run) = (job / runs, job % runs);
            numbers[curve][run] = curves[curve].Run(root.Child(curve).Child(run));
            progress?.Report(Interlocked.Increment(ref done) / (double)(curves.Length * runs));
        });
        return numbers;
    }

    /// <summary>Means over spans of points, beside the reference's.</summary>
    /// <param name="numbers">Every run.</param>
    /// <param name="spans">First and last point of each span, from 1.</param>
    /// <param name="reference">The reference numbers.</param>
    /// <param name="unit">What a point is: <c>"episodes"</c>.</param>
    public FigureRow[] Compare(
        double[][][] numbers, (int First, int Last)[] spans, ReferencePoints reference, string unit) =>
    [
        .. curves.SelectMany((curve, c) => spans.Select(span =>
        {
            var (here, error) = MeanOf(numbers[c], span.First, span.Last);
            var isOne = span.First == span.Last;
            var place = isOne ? Text($"after {span.Last} {unit}") : Text($"{unit} {span.First}–{span.Last}");
            var (published, publishedError) = reference.Of(
                Text($"{curve.Reference}, ") + (isOne ? Text($"{span.Last}") : Text($"{span.First}-{span.Last}")));
            return new FigureRow($"{curve.Name}, {place}", here, error, published, publishedError);
        })),
    ];

    /// <summary>Draws the means over all runs.</summary>
    public Picture Draw(double[][][] numbers, Chart chart, int smoothing = 1)
    {
        for (var c = 0; c < curves.Length; c++)
        {
            var means = Means(numbers[c]);
            var (xs, ys) = (new List<double>(), new List<double>());
            for (var i = 0; i + smoothing <= means.Length; i += smoothing)
            {
                xs.Add(i + ((smoothing + 1) / 2.0));
                ys.Add(means[i..(i + smoothing)].Average());
            }

            chart.Line([.. xs], [.. ys], Palette.Series(c), 1.8f);
            chart.Name(ys[^1], curves[c].Name, Palette.Series(c));
        }

        return chart.ToPicture();
    }

    /// <summary>The mean over all runs of each point.</summary>
    public static double[] Means(double[][] runs) =>
        [.. Enumerable.Range(0, runs[0].Length).Select(i => runs.Average(run => run[i]))];

    /// <summary>The mean over a span of points, with its standard error over the runs.</summary>
    public static (double Mean, double StandardError) MeanOf(double[][] runs, int first, int last)
    {
        var values = runs.Select(run => run.AsSpan((first - 1)..last).ToArray().Average()).ToArray();
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        return (mean, Math.Sqrt(variance / values.Length));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
