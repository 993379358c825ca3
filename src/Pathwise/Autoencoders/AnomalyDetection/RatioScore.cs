using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>How much less likely an example is than under a model of the background,
/// <c>−ln p(x) + ln p₀(x)</c>.</summary>
/// <remarks>What makes any picture likely, such as many black pixels, counts in both and cancels. Source: Ren et al.
/// (2019), <i>Likelihood Ratios for Out-of-Distribution Detection</i>, arXiv:1906.02845, eq. (4); they learn the
/// background from examples some of whose pixels are drawn anew.</remarks>
/// <param name="score">The score of the model.</param>
/// <param name="background">The same score of the background's model.</param>
public sealed class RatioScore(IAnomalyScore score, IAnomalyScore background) : IAnomalyScore
{
    /// <inheritdoc/>
    public double[] Of(IExamples examples, SeedSequence seeds, Workers? workers = null)
    {
        var (values, expected) = (score.Of(examples, seeds, workers), background.Of(examples, seeds, workers));
        for (var i = 0; i < values.Length; i++) values[i] -= expected[i];
        return values;
    }

    /// <inheritdoc/>
    public Attribution Attribute(IExamples examples, int index, SeedSequence seeds) =>
        score.Attribute(examples, index, seeds).Less(background.Attribute(examples, index, seeds));
}
