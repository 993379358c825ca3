using System.Globalization;
using Pathwise.Experiments;
using Pathwise.Experiments.Replication;
using Pathwise.Experiments.Runs;

namespace Pathwise.Figures.Published.Scores;

/// <summary>Adds up how far the seeds of a line are, from any thread.</summary>
/// <param name="line">Which.</param>
/// <param name="steps">Steps of each seed.</param>
/// <param name="seeds">How many seeds.</param>
/// <param name="listener">Who is told; null for nobody.</param>
internal sealed class ScoreProgress(ScoreLine line, long steps, int seeds, IProgress<FigureProgress>? listener)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, long> _steps = [];

    /// <summary>Who is told of a run.</summary>
    public IReplicateObserver Of(Run run) => new Watch(this, run.Manifest.Seed);

    private void Tell(ulong seed, long done, double mean)
    {
        lock (_lock)
        {
            _steps[seed] = done;
            var fraction = Math.Min(1, _steps.Values.Sum() / ((double)steps * seeds));
            var text = double.IsNaN(mean) ? "" : string.Create(CultureInfo.InvariantCulture, $", return {mean:0.0}");
            listener?.Report(new(fraction, $"{line.Name}, seed {seed}{text}"));
        }
    }

    private sealed class Watch(ScoreProgress whole, ulong seed) : IReplicateObserver
    {
        public void Learning() => whole.Tell(seed, 0, double.NaN);

        public void Report(TrainingProgress value) => whole.Tell(seed, value.Steps, value.MeanReturn);

        public void Evaluating() { }

        public void Ended(Replicate replicate) =>
            whole.Tell(seed, replicate.Training.Steps, replicate.Greedy?.Mean ?? double.NaN);
    }
}
