using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Experiments.Replication;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published;

/// <summary>MinAtar's Breakout, learned by PPO with dense networks, beside the curves of Young and Tian
/// (2019).</summary>
internal static class MinAtarBreakout
{
    private const string Game = "MinAtar/Breakout-v0", Learns = "ppo";
    private const int UsualSeeds = 5, FullSeeds = 30, Last = 100, FullSteps = 5_000_000;
    private const double PlotPrecision = 0.03;

    // Read off the plot: the deep Q-network after half a million frames, and after five millions.
    private const double EarlyNetwork = 8, LateNetwork = 10;

    public static PublishedFigure Definition { get; } = new(
        "minatar-breakout",
        "MinAtar Breakout: PPO with dense networks",
        "PPO with the preset for MinAtar/Breakout-v0, 2 million frames, on the published protocol: all six actions, "
        + "one in ten sticky. Means over seeds of the last 100 episodes of training, which is what the source "
        + "averages, and of 100 episodes after it.",
        "K. Young, T. Tian, MinAtar (2019), arXiv:1903.03176, and the learning curves of its repository: a plot, so "
        + "that its numbers are good to about 3 %. Its deep Q-network, which is convolutional, is near 8 after half a "
        + "million frames and near 10 after 5 millions; a bar is that, and 3 %.",
        "30 seeds of 5 million frames, as the source; an hour or so on two cores.",
        Compute);

    private static FigureReport Compute(PublishedFigure figure, FigureWork work)
    {
        var preset = Presets.Standard.Find(Learns, Game);
        var (seeds, steps) = work.Of((UsualSeeds, preset.Steps), (FullSeeds, FullSteps));
        var published = work.Of(EarlyNetwork, LateNetwork);
        var bar = published * (1 + PlotPrecision);
        var runs = TrainAll(preset, seeds, steps, work);

        var training = Over(run => run.Training);
        var frames = FormattableString.Invariant($"{steps / 1e6:0.#} M frames");
        FigureRow[] rows =
        [
            AtLeast($"the last {Last} episodes of {frames}, {seeds} seeds", training, bar),
            FigureRow.AtLeast("the same of the seed that did worst", training.Min, 0, bar),
            AtLeast($"{Last} episodes afterwards, actions sampled", Over(run => run.Sampled), bar),
            AtLeast($"{Last} episodes afterwards, greedy", Over(run => run.Greedy), bar),
        ];
        var picture = LearningCurve.Draw(
            figure.Title, [new("PPO, dense", [.. runs.Select(run => run.Curve)])], published, "DQN");
        return new(figure, rows, picture);

        SeedStatistics Over(Func<Run, double> number) => SeedStatistics.Of(runs.Select(number));
    }

    /// <summary>Trains every seed, several side by side; their number changes no bit.</summary>
    private static Run[] TrainAll(Preset preset, int seeds, long steps, FigureWork work)
    {
        var (runs, done) = (new Run[seeds], 0L);
        var sideBySide = new ParallelOptions
        {
            MaxDegreeOfParallelism = work.Threads, CancellationToken = work.Cancellation,
        };
        Parallel.For(0, seeds, sideBySide, seed => runs[seed] = Train(
            preset, (ulong)seed + 1, steps,
            (learned, recent) => work.Progress?.Report(new(
                Math.Min(1, Interlocked.Add(ref done, learned) / ((double)seeds * steps)),
                FormattableString.Invariant($"seed {seed + 1}, return {recent:0.0}"))),
            work.Cancellation));
        return runs;
    }

    /// <summary>Trains one seed, as <c>pathwise train --seed</c> does, and evaluates it.</summary>
    /// <param name="preset">What learns, where and how.</param>
    /// <param name="seed">All randomness.</param>
    /// <param name="steps">Frames to learn from.</param>
    /// <param name="learned">Told, after every update, its frames, and the mean of the last returns.</param>
    /// <param name="cancellation">Ends it early.</param>
    internal static Run Train(
        Preset preset, ulong seed, long steps, Action<long, double>? learned, CancellationToken cancellation)
    {
        var (entry, seeds) = (EnvironmentRegistry.Standard.Find(preset.Environment), new SeedSequence(seed));
        var algorithm = AlgorithmCatalog.Standard.Find(preset.Algorithm);
        var learner = algorithm.Create(entry, preset.OptionsFor(algorithm), seeds, steps);
        var log = new EndedEpisodes();
        while (learner.Steps < steps && learner.Diverged is null)
        {
            cancellation.ThrowIfCancellationRequested();
            var before = learner.Steps;
            learner.Learn();
            learner.Report(log);
            log.Mark(learner.Steps);
            learned?.Invoke(learner.Steps - before, log.MeanOf(Last));
        }

        return new(
            log.MeanOf(Last), Evaluated(isGreedy: false), Evaluated(isGreedy: true), new(log.Steps, log.Means));

        double Evaluated(bool isGreedy) => Evaluation.Of(
            learner, entry, seeds, new() { Episodes = Last, IsGreedy = isGreedy }, cancellation).Mean;
    }

    private static FigureRow AtLeast(string name, SeedStatistics here, double bar) =>
        FigureRow.AtLeast(name, here.Mean, here.StandardError ?? 0, bar);

    /// <summary>What one seed came to.</summary>
    /// <param name="Training">Mean return of the last episodes of training.</param>
    /// <param name="Sampled">Mean return afterwards, actions sampled.</param>
    /// <param name="Greedy">Mean return afterwards, the most likely action taken.</param>
    /// <param name="Curve">Returns while it learned.</param>
    internal sealed record Run(double Training, double Sampled, double Greedy, Curve Curve);

    /// <summary>The returns of episodes, and their mean in each update.</summary>
    private sealed class EndedEpisodes : IMetrics
    {
        private readonly List<double> _returns = [];
        private int _told;

        public List<double> Steps { get; } = [];

        public List<double> Means { get; } = [];

        public void Add(string name, double value)
        {
            if (name == IMetrics.EpisodeReturn) _returns.Add(value);
        }

        /// <summary>Ends an update.</summary>
        public void Mark(long steps)
        {
            if (_returns.Count == _told) return;
            Steps.Add(steps);
            Means.Add(_returns.Skip(_told).Average());
            _told = _returns.Count;
        }

        /// <summary>The mean of the last returns; NaN while there are none.</summary>
        public double MeanOf(int last) => _returns.Count == 0 ? double.NaN : _returns.TakeLast(last).Average();
    }
}
