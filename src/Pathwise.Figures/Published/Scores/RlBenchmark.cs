using Pathwise.Experiments;

namespace Pathwise.Figures.Published.Scores;

/// <summary>The tuned presets of deep reinforcement learning, beside rl-zoo3's benchmark.</summary>
internal static class RlBenchmark
{
    private const int Seeds = 10, Episodes = 100;
    private const double Cheap = 1, ValueStep = 15, ActorStep = 300;       // a step's time, compared with PPO's

    private static readonly ScoreLine[] Lines =
    [
        .. Of("CartPole-v1", ("ppo", 500, 0, 495), ("a2c", 500, 0, 495), ("dqn", 500, 0, 495), ("qr-dqn", 500, 0, 495)),
        .. Of("Acrobot-v1", ("ppo", -73.506, 18.201, -85), ("a2c", -83.353, 17.213, null),
            ("dqn", -76.639, 11.752, -90), ("qr-dqn", -69.135, 9.967, null)),
        .. Of("MountainCar-v0", ("ppo", -110.423, 19.473, -120), ("a2c", -111.263, 24.087, null),
            ("dqn", -100.849, 9.925, -115), ("qr-dqn", -106.042, 15.536, null)),
        .. Of("MountainCarContinuous-v0", ("ppo", 88.343, 2.572, 85), ("a2c", 91.166, 0.255, null),
            ("sac", 94.679, 1.134, 90), ("td3", 93.483, 0.075, null)),
        .. Of("Pendulum-v1", ("ppo", -172.225, 104.159, -200), ("a2c", -162.965, 103.210, null),
            ("sac", -156.995, 88.714, -170), ("td3", -151.855, 90.227, -170)),
    ];

    public static PublishedFigure Definition { get; } = new(
        "rl-benchmark",
        "Deep reinforcement learning: the tuned presets beside rl-zoo3's benchmark",
        "Every preset learns with ten seeds for its number of steps; each policy then plays 100 greedy episodes. What "
        + "has a bar is the interquartile mean over seeds of the preset that is used when none is asked for. Finished "
        + "seeds are kept beside the picture, and an interrupted benchmark goes on.",
        "DLR-RM/rl-baselines3-zoo, benchmark.md: one run each, mean and standard deviation over the episodes of about "
        + "150,000 evaluation steps; its settings are the presets named zoo.",
        [.. Lines.Select(line => line.Name)],
        (figure, work) => Compute(figure, work, Lines, Seeds, new() { Episodes = Episodes }));

    /// <summary>Computes the chosen lines, and shows them with those that are kept.</summary>
    internal static FigureReport Compute(
        PublishedFigure figure, FigureWork work, IReadOnlyList<ScoreLine> lines, int seeds, EvaluationPlan evaluation)
    {
        var folder = work.Folder ?? Directory.CreateTempSubdirectory("pathwise-").FullName;
        try
        {
            var study = new ScoreStudy(folder, seeds, evaluation);
            var chosen = lines.Where(line => work.Parts.Contains(line.Name)).ToArray();
            var missing = chosen.Where(line => study.Kept(line) is null).ToArray();
            var (total, done) = (missing.Sum(WorkOf), 0.0);
            foreach (var line in missing)
            {
                var share = WorkOf(line) / total;
                study.Train(line, work.Threads, new Part(work.Progress, done, share), work.Cancellation);
                done += share;
            }

            var shown = lines.Select(study.Kept).OfType<Score>().ToArray();
            return new(figure, [.. shown.Select(Row)], ScorePicture.Draw(figure.Title, shown))
            {
                Table = ScoreTable.Of(shown, "rl-zoo3"),
                Note = shown.Length < lines.Count ? $"{shown.Length} of {lines.Count} parts." : "",
            };
        }
        finally
        {
            if (work.Folder is null) Directory.Delete(folder, recursive: true);
        }
    }

    private static FigureRow Row(Score score)
    {
        var name = $"{score.Line.Algorithm} in {score.Line.Environment} ({score.Line.Preset}): interquartile mean";
        var (value, error) = (score.Over.InterquartileMean, (score.Interval.High - score.Interval.Low) / (2 * 1.96));
        return score.Line.Bar is { } bar
            ? FigureRow.AtLeast(name, value, error, bar)
            : FigureRow.Alone(name, value, error);
    }

    private static double WorkOf(ScoreLine line) =>
        line.Cost * Presets.Standard.Find(line.Algorithm, line.Environment, line.Preset).Steps;

    /// <summary>All presets of some algorithms in an environment; the bar is for the one that is used when none is
    /// asked for, what is published for the one with the published settings.</summary>
    private static IEnumerable<ScoreLine> Of(
        string environment, params (string Algorithm, double Published, double Deviation, double? Bar)[] entries) =>
        from entry in entries
        let usual = Presets.Standard.FindDefault(entry.Algorithm, environment)
        from preset in Presets.Standard.All
        where preset.Algorithm == entry.Algorithm && preset.Environment == environment
        select new ScoreLine(entry.Algorithm, environment, preset.Name, entry.Published, entry.Deviation)
        {
            Bar = preset.Name == usual?.Name ? entry.Bar : null,
            Cost = entry.Algorithm switch { "dqn" or "qr-dqn" => ValueStep, "sac" or "td3" => ActorStep, _ => Cheap },
        };

    /// <summary>A share of the whole progress.</summary>
    private sealed class Part(IProgress<FigureProgress>? whole, double first, double share) : IProgress<FigureProgress>
    {
        public void Report(FigureProgress value) =>
            whole?.Report(value with { Fraction = first + (share * value.Fraction) });
    }
}
