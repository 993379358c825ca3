using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>How far a score is from where the known examples' are, <c>|s(x) − s̄|</c>: too likely is as strange as too
/// unlikely.</summary>
/// <remarks>Source: Nalisnick et al. (2019), <i>Detecting Out-of-Distribution Inputs to Deep Generative Models Using
/// Typicality</i>, arXiv:1906.02994, eq. (4), for one example. Blind to an anomaly that happens to score as known
/// examples do.</remarks>
/// <param name="score">s, such as a <see cref="BoundScore"/>.</param>
/// <param name="center">s̄, its mean over known examples that were held out.</param>
public sealed class TypicalityScore(IAnomalyScore score, double center) : IAnomalyScore
{
    /// <summary>s̄.</summary>
    public double Center => center;

    /// <inheritdoc/>
    public double[] Of(IExamples examples, SeedSequence seeds, Workers? workers = null) =>
        Array.ConvertAll(score.Of(examples, seeds, workers), value => Math.Abs(value - center));

    /// <inheritdoc/>
    public Attribution Attribute(IExamples examples, int index, SeedSequence seeds)
    {
        var parts = score.Attribute(examples, index, seeds);
        return (parts with { Rest = parts.Rest - center }).Times(parts.Total < center ? -1 : 1);
    }
}
