using Pathwise.Environments.Textbook;
using Pathwise.Figures.Drawing;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published;

/// <summary>What Figures 13.1 and 13.2 have in common: 100 runs of 1000 episodes on the short corridor,
/// for each line.</summary>
/// <remarks>
/// The book does not say what happens to runs that never end. Without a bound on the policy a few in a hundred learn,
/// from one long episode, to go left for ever. As in the reference, a run counts as diverged when an episode reaches
/// 10,000 steps; it is left out of the means, and how many there are is a row of its own.
/// </remarks>
internal static class ShortCorridorExperiment
{
    /// <summary>Where figure and reference come from.</summary>
    public const string Source =
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), Example 13.1 and "
        + "Sections 13.3 and 13.4, pp. 323–330. The book prints curves, no numbers: the reference is the mean "
        + "over 10,000 "
        + "runs of an independent implementation of the same boxes.";

    private const int Runs = 100, Episodes = 1000;
    private const ulong Seed = 13;

    private static readonly (int First, int Last)[] Spans =
        [(1, 50), (51, 100), (101, 200), (201, 500), (501, 900), (901, 1000)];

    /// <summary>Runs all lines, compares them, and draws them.</summary>
    public static FigureReport Run(
        PublishedFigure figure,
        Dictionary<string, ShortCorridorReference> references,
        ShortCorridorCurve[] curves,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        var returns = RunAll(curves, Runs, Episodes, progress, threads: -1, cancellation);
        FigureRow[] rows =
        [
            .. curves.SelectMany((curve, c) => Compare(curve, returns[c], references[curve.Reference])),
        ];
        return new(figure, rows, Draw(figure, curves, returns));
    }

    /// <summary>Returns of every run: [curve][run][episode], null for a run that diverged.</summary>
    internal static double[]?[][] RunAll(
        ShortCorridorCurve[] curves, int runs, int episodes, IProgress<double>? progress, int threads,
        CancellationToken cancellation)
    {
        var returns = curves.Select(_ => new double[]?[runs]).ToArray();
        var done = 0;
        var root = new SeedSequence(Seed);
        var atOnce = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = threads };
        Parallel.For(0, curves.Length * runs, atOnce, job =>
        {
            var (curve, run) = (job / runs, job % runs);
            returns[curve][run] = ShortCorridorRun.Returns(
                curves[curve], episodes, root.Child(curve).Child(run), cancellation);
            progress?.Report(Interlocked.Increment(ref done) / (double)(curves.Length * runs));
        });
        return returns;
    }

    private static IEnumerable<FigureRow> Compare(
        ShortCorridorCurve curve, double[]?[] runs, ShortCorridorReference reference)
    {
        var finished = runs.OfType<double[]>().ToArray();
        foreach (var (first, last) in Spans)
        {
            var (here, error) = Sample(
                [.. finished.Select(run => run.AsSpan(first - 1, last - first + 1).ToArray().Average())]);
            var (published, publishedError) = reference.Over(first, last);
            yield return new($"{curve.Name}, episodes {first}–{last}", here, error, published, publishedError);
        }

        yield return Diverged(curve, runs.Length - finished.Length, runs.Length, reference);
    }

    /// <summary>Two fractions of runs are compared as usual: both standard errors from the pooled fraction.</summary>
    private static FigureRow Diverged(
        ShortCorridorCurve curve, int diverged, int runs, ShortCorridorReference reference)
    {
        var pooled = (diverged + reference.DivergedRuns) / (double)(runs + reference.Runs);
        double Error(int n) => Math.Sqrt(pooled * (1 - pooled) / n);
        return new(
            $"{curve.Name}, fraction of runs that diverged",
            diverged / (double)runs,
            Error(runs),
            reference.DivergedRuns / (double)reference.Runs,
            Error(reference.Runs));
    }

    private static (double Mean, double StandardError) Sample(double[] values)
    {
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        return (mean, Math.Sqrt(variance / values.Length));
    }

    private static Picture Draw(PublishedFigure figure, ShortCorridorCurve[] curves, double[]?[][] returns)
    {
        var chart = new Chart
        {
            Title = figure.Title,
            Subtitle = "Return of each episode, averaged over 100 runs.",
            XLabel = "episode",
            YLabel = "return of an episode",
            X = (0, Episodes),
            Y = (-100, -6),
        };
        var episodes = Enumerable.Range(1, Episodes).Select(episode => (double)episode).ToArray();
        for (var c = 0; c < curves.Length; c++)
        {
            var finished = returns[c].OfType<double[]>().ToArray();
            var means = Enumerable.Range(0, Episodes).Select(e => finished.Average(run => run[e])).ToArray();
            chart.Line(episodes, means, Palette.Series(c), 1.4f);
            chart.Name(means[^100..].Average(), curves[c].Name, Palette.Series(c));
        }

        chart.Level(ShortCorridor.OptimalValue, "v* = −11.66");
        return chart.ToPicture();
    }
}
