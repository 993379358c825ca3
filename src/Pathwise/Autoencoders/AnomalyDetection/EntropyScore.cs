using Pathwise.Autoencoders.Evaluation;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>An example's own entropy, <c>−Σ x ln x + (1 − x) ln(1 − x)</c>: what grey levels as coins cost even the
/// decoder that knows them (<see cref="BernoulliLikelihood.Floor"/>).</summary>
/// <remarks>As the background of a <see cref="RatioScore"/> it takes from a bound what an example costs by being grey
/// at all: the sum of KL(x_i ‖ σ(l_i)) and the code's divergence is left, which is 0 at the least. 0 for black and
/// white. Examples are in [0, 1].</remarks>
public sealed class EntropyScore : IAnomalyScore
{
    /// <inheritdoc/>
    public double[] Of(IExamples examples, SeedSequence seeds, Workers? workers = null) =>
        EachExample.Compute(examples, seeds, workers, (rows, streams) =>
        {
            var scores = new double[streams.Length];
            for (var i = 0; i < scores.Length; i++)
                scores[i] = BernoulliLikelihood.Floor(rows.AsSpan(i * examples.Size, examples.Size));
            return scores;
        });

    /// <inheritdoc/>
    public Attribution Attribute(IExamples examples, int index, SeedSequence seeds)
    {
        var (x, _) = ExampleTerms.Read(examples, index, seeds);
        for (var i = 0; i < x.Length; i++) x[i] = (float)BernoulliLikelihood.Floor(x.AsSpan(i, 1));
        return new(x, 0);
    }
}
