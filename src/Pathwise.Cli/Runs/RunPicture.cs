using Pathwise.Experiments.Runs;
using Pathwise.Figures;

namespace Pathwise.Cli.Runs;

/// <summary>Draws learning curves into folders of runs.</summary>
internal static class RunPicture
{
    private const string Name = "learning-curve.png";

    /// <summary>Draws the curve of one run, or the mean and band of several.</summary>
    /// <param name="folder">Where the picture is to lie.</param>
    /// <param name="runs">Runs of one algorithm in one environment.</param>
    /// <returns>The picture's path.</returns>
    public static string Draw(string folder, IReadOnlyList<Run> runs)
    {
        var (algorithm, environment) = (runs[0].Algorithm.Id, runs[0].Environment.Spec);
        var seeds = runs.Count == 1 ? $"seed {runs[0].Manifest.Seed}" : $"{runs.Count} seeds";
        var curves = runs.Select(CurveOf).ToArray();
        var path = Path.Combine(folder, Name);
        LearningCurve
            .Draw(
                $"{environment.Id}: {algorithm}, {seeds}", [new(algorithm, curves), .. Evaluations(runs)],
                environment.RewardThreshold)
            .Save(path);
        return path;
    }

    /// <summary>The evaluations while they learned, where every run has some.</summary>
    private static IEnumerable<CurveSeries> Evaluations(IReadOnlyList<Run> runs)
    {
        var curves = runs.Select(run => run.ReadEvaluations()).Where(points => points.Count > 0)
            .Select(points => new Curve(
                [.. points.Select(point => (double)point.Steps)], [.. points.Select(point => point.Result.Mean)]))
            .ToArray();
        return curves.Length < runs.Count ? [] : [new("evaluated", curves) { IsOfMeans = true }];
    }

    private static Curve CurveOf(Run run)
    {
        var points = run.ReadCurve();
        return new([.. points.Select(point => (double)point.Steps)], [.. points.Select(point => point.Return)]);
    }
}
