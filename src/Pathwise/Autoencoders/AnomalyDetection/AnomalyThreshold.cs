namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>The score above which an example is flagged, chosen on known examples so that an asked share of such is
/// flagged by mistake.</summary>
/// <remarks>
/// <para>Of n scores the threshold is the k-th smallest, <c>k = n + 1 − ⌊(n + 1) α⌋</c>, and what is above it is
/// flagged. A fresh example's score is as likely to fall between any two neighbours of the n, so that it is flagged
/// with probability <c>⌊(n + 1) α⌋ / (n + 1)</c>: at most α, and less than 1/(n + 1) below it; with ties less. Source:
/// Vovk, Gammerman and Shafer (2005), <i>Algorithmic Learning in a Random World</i>, §2.2.</para>
/// <para>For one calibration the rate is itself random, a Beta(n + 1 − k, k): its standard deviation is about
/// √(α(1 − α)/n).</para>
/// </remarks>
/// <param name="Value">The threshold.</param>
/// <param name="Asked">α.</param>
/// <param name="Count">n.</param>
public readonly record struct AnomalyThreshold(double Value, double Asked, int Count)
{
    private const double Rounding = 1e-9;                       // 100 · 0.29 is not 29 in binary

    /// <summary>⌊(n + 1) α⌋/(n + 1), the share of known examples that are flagged by mistake.</summary>
    public double Expected => Above(Asked, Count) / (Count + 1.0);

    /// <summary>The standard deviation of that share over calibrations.</summary>
    public double Spread => Math.Sqrt(Expected * (1 - Expected) / (Count + 2.0));

    /// <summary>Chooses it.</summary>
    /// <param name="scores">Scores of known examples that were not learned from, [n]; finite.</param>
    /// <param name="rate">α, in (0, 1).</param>
    /// <exception cref="BadInputException">They are too few for so small a rate, or one is no number.</exception>
    public static AnomalyThreshold Calibrate(ReadOnlySpan<double> scores, double rate)
    {
        if (rate is not (> 0 and < 1)) throw new BadInputException(
            $"The share of false alarms cannot be {rate}; it must be above 0 and below 1.");
        var above = Above(rate, scores.Length);
        if (above < 1) throw new BadInputException(
            $"A share of {rate} false alarms takes {Math.Ceiling((1 / rate) - 1 - Rounding)} examples to calibrate on, "
            + $"but there are {scores.Length}.");
        var sorted = scores.ToArray();
        foreach (var score in sorted)
            if (!double.IsFinite(score)) throw new BadInputException(
                $"A threshold cannot be calibrated on the score {score}; the model or the data is damaged.");
        Array.Sort(sorted);
        return new(sorted[^above], rate, sorted.Length);                                    // the k-th smallest of n
    }

    /// <summary>Whether a score is flagged.</summary>
    public bool Flags(double score) => score > Value;

    /// <summary>The share of scores that are flagged.</summary>
    /// <param name="scores">At least one.</param>
    public double Rate(ReadOnlySpan<double> scores)
    {
        var flagged = 0;
        foreach (var score in scores)
            if (Flags(score)) flagged++;
        return flagged / (double)scores.Length;
    }

    /// <summary>⌊(n + 1) α⌋ = n + 1 − k.</summary>
    private static int Above(double rate, int count) => (int)Math.Floor(((count + 1) * rate) + Rounding);
}
