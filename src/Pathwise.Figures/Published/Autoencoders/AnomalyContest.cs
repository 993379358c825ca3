using Pathwise.Autoencoders.AnomalyDetection;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>A score, calibrated on known test images, and those of anomalies.</summary>
/// <param name="Name">The score's name.</param>
/// <param name="Detector">The score with its threshold.</param>
/// <param name="Anomalous">The anomalies' scores.</param>
/// <param name="Area">How well they are told from fresh known images.</param>
internal sealed record AnomalyContest(string Name, AnomalyDetector Detector, double[] Anomalous, Auroc Area)
{
    /// <summary>The share of anomalies that is flagged if a share of known images is.</summary>
    /// <param name="falseAlarms">Shares of known images, from 0 to 1.</param>
    public double[] Flagged(double[] falseAlarms)
    {
        double[] known = [.. Detector.FreshScores.OrderDescending()], anomalous = [.. Anomalous.OrderDescending()];
        return Array.ConvertAll(falseAlarms, share =>
        {
            var count = (int)Math.Round(share * known.Length);
            if (count == known.Length) return 1;
            var threshold = known[count];
            return anomalous.TakeWhile(score => score > threshold).Count() / (double)anomalous.Length;
        });
    }
}
