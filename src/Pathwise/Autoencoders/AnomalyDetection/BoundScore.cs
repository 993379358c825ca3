using Pathwise.Autoencoders.Evaluation;
using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>The negative evidence bound of an example, or one of its two parts:
/// <c>E_q[−ln p(x|z)] + KL(q(z|x) ‖ p(z))</c>.</summary>
/// <remarks>The trap: a bound is no measure of likeness. A model of busy pictures finds plain ones likelier than its
/// own (Nalisnick et al. (2019), arXiv:1810.09136), so always look at both tails, or take another score. Pixels carry
/// the reconstruction, and their code the rest.</remarks>
public sealed class BoundScore : IAnomalyScore
{
    private static readonly LossWeights Unweighted = new(BatchSize: 1, Beta: 1);

    private readonly VariationalAutoencoder _model;
    private readonly LossPart _part;
    private readonly int _samples;

    /// <inheritdoc cref="BoundScore"/>
    /// <param name="model">What was learned.</param>
    /// <param name="part">What of the bound is the score.</param>
    /// <param name="samples">L, samples of z for each example, ≥ 1: the fewer, the noisier.</param>
    public BoundScore(VariationalAutoencoder model, LossPart part = LossPart.Loss, int samples = 10)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        (_model, _part, _samples) = (model.WithOneSample(), part, samples);
    }

    /// <inheritdoc/>
    public double[] Of(IExamples examples, SeedSequence seeds, Workers? workers = null) =>
        EachExample.Compute(examples, seeds, workers, (rows, streams) =>
        {
            var (pass, scores) = (_model.NewPass(streams.Length), new double[streams.Length]);
            for (var sample = 0; sample < _samples; sample++)
            {
                var losses = pass.Forward(rows, streams, Unweighted);                       // z ~ q(z|x), anew
                for (var i = 0; i < scores.Length; i++) scores[i] += Part(losses[i]) / _samples;
            }

            return scores;
        });

    /// <inheritdoc/>
    public Attribution Attribute(IExamples examples, int index, SeedSequence seeds)
    {
        var (x, stream) = ExampleTerms.Read(examples, index, seeds);
        var terms = new ExampleTerms(_model, x);
        var (encoded, rest) = (terms.Encoded, 0.0);
        if (_part != LossPart.Reconstruction)
            for (var j = 0; j < _model.Latents; j++) rest += _model.Posterior.Of(encoded, j).Divergence;
        return new(
            _part == LossPart.Divergence ? new float[x.Length] : terms.Mean(encoded, _samples, ref stream), rest);
    }

    private double Part(LossSums sums) => _part switch
    {
        LossPart.Reconstruction => sums.Reconstruction,
        LossPart.Divergence => sums.Divergence,
        _ => sums.Loss,
    };
}
