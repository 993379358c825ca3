using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>A score with a threshold that was calibrated on one half of the known examples, and whose false alarms were
/// counted on the other half.</summary>
/// <remarks>The halves are drawn at random, for many a test set is in no random order. Immutable.</remarks>
public sealed class AnomalyDetector
{
    private AnomalyDetector(IAnomalyScore score, AnomalyThreshold threshold, double[] known, double[] fresh) =>
        (Score, Threshold, KnownScores, FreshScores) = (score, threshold, known, fresh);

    /// <summary>The score.</summary>
    public IAnomalyScore Score { get; }

    /// <summary>What is above is flagged.</summary>
    public AnomalyThreshold Threshold { get; }

    /// <summary>The scores of all known examples, in their order; they were given <see cref="KnownSeeds"/>.</summary>
    public IReadOnlyList<double> KnownScores { get; }

    /// <summary>The scores of those that the threshold was not calibrated on.</summary>
    public IReadOnlyList<double> FreshScores { get; }

    /// <summary>The share of fresh known examples that are flagged.</summary>
    public double FalseAlarms => FreshScores.Count(Threshold.Flags) / (double)FreshScores.Count;

    /// <summary>The standard error of <see cref="FalseAlarms"/>, as a share of independent examples.</summary>
    public double FalseAlarmsError => Math.Sqrt(FalseAlarms * (1 - FalseAlarms) / FreshScores.Count);

    /// <summary>Where the known examples' streams come from, of what <see cref="Calibrate"/> was given.</summary>
    public static SeedSequence KnownSeeds(SeedSequence seeds)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        return seeds.Child(1);
    }

    /// <summary>Calibrates a score.</summary>
    /// <param name="score">The score.</param>
    /// <param name="known">Known examples that were not learned from: the more, the surer.</param>
    /// <param name="rate">α, the share of known examples that may be flagged, in (0, 1).</param>
    /// <param name="seeds">Decide the halves, and the scores' draws.</param>
    /// <param name="workers">Threads to share the examples; null for one.</param>
    /// <param name="isTypicality">Whether the distance from the calibrated half's mean score is wanted instead: a
    /// <see cref="TypicalityScore"/>.</param>
    /// <exception cref="BadInputException">They are too few for so small a rate.</exception>
    public static AnomalyDetector Calibrate(
        IAnomalyScore score, IExamples known, double rate, SeedSequence seeds, Workers? workers = null,
        bool isTypicality = false)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(seeds);
        var (order, rng) = (Enumerable.Range(0, known.Count).ToArray(), new Rng(seeds.Child(0)));
        rng.Shuffle<int>(order);
        int[] half = order[..((known.Count + 1) / 2)], fresh = order[half.Length..];
        _ = AnomalyThreshold.Calibrate(new double[half.Length], rate);      // too few are told before they are scored

        var scores = score.Of(known, KnownSeeds(seeds), workers);
        if (isTypicality)
        {
            var center = half.Average(i => scores[i]);
            score = new TypicalityScore(score, center);
            scores = Array.ConvertAll(scores, value => Math.Abs(value - center));
        }

        var threshold = AnomalyThreshold.Calibrate(Array.ConvertAll(half, i => scores[i]), rate);
        return new(score, threshold, scores, Array.ConvertAll(fresh, i => scores[i]));
    }
}
