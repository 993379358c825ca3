using System.Globalization;
using Pathwise.Autoencoders.AnomalyDetection;
using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>Holds contests between known test images and anomalies.</summary>
/// <param name="study">Its threads.</param>
/// <param name="seeds">For halves and noise.</param>
/// <param name="cancellation">Ends them early.</param>
/// <param name="plan">What models are like: how much work a sample of a code is.</param>
internal sealed class AnomalyContests(
    ModelStudy study, SeedSequence seeds, ModelPlan plan, CancellationToken cancellation)
{
    /// <summary>The share of known images that may be flagged.</summary>
    public const double Asked = 0.05;

    /// <summary>Holds one.</summary>
    /// <param name="name">The score's name.</param>
    /// <param name="score">The score.</param>
    /// <param name="samples">Codes that it decodes for each image.</param>
    /// <param name="known">Test images of what the model knows.</param>
    /// <param name="anomalies">Test images of what it does not.</param>
    /// <param name="isTypicality">Whether the distance from the score's mean is meant.</param>
    public AnomalyContest Hold(
        string name, IAnomalyScore score, int samples, IExamples known, IExamples anomalies, bool isTypicality = false)
    {
        cancellation.ThrowIfCancellationRequested();
        var detector = AnomalyDetector.Calibrate(score, known, Asked, seeds, study.Workers, isTypicality);
        var anomalous = detector.Score.Of(anomalies, seeds.Child(2), study.Workers);
        var area = Auroc.Of([.. detector.FreshScores], anomalous);
        study.Count(
            (known.Count + anomalies.Count) * plan.ProductsOf(samples),
            string.Create(CultureInfo.InvariantCulture, $"{name}, AUROC {area.Value:F3}"));
        return new(name, detector, anomalous, area);
    }
}
