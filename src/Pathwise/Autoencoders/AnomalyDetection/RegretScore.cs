using Pathwise.Autoencoders.Evaluation;
using Pathwise.Datasets;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>How many nats the encoder leaves on the table: the greatest bound that any Gaussian q reaches for an
/// example, less that of the encoder's.</summary>
/// <remarks>
/// <para><c>max_q L(x; q) − L(x; q_φ)</c>: an encoder knows where to look for what is like its training examples, and
/// what makes any picture likely cancels. Source: Xiao, Yan and Amit (2020), <i>Likelihood Regret</i>,
/// arXiv:2003.02977, eq. (6); they go on training the encoder for each example, here q's own μ and ρ are climbed by
/// Adam with a step size that falls to 0.</para>
/// <para>Both bounds are measured with the same noise. Pixels carry the difference of their terms, the code that of its
/// divergence. Slow: a hundred passes of the decoder an example.</para>
/// </remarks>
public sealed class RegretScore : IAnomalyScore
{
    private static readonly LossWeights Unweighted = new(BatchSize: 1, Beta: 1);

    private readonly VariationalAutoencoder _model;
    private readonly int _steps, _samples;
    private readonly double _stepSize;

    /// <inheritdoc cref="RegretScore"/>
    /// <param name="model">What was learned.</param>
    /// <param name="steps">Steps of Adam, ≥ 1.</param>
    /// <param name="samples">Samples that both bounds are measured with, ≥ 1.</param>
    /// <param name="stepSize">Of the first step, > 0.</param>
    public RegretScore(VariationalAutoencoder model, int steps = 100, int samples = 10, double stepSize = 0.1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepSize);
        (_model, _steps, _samples, _stepSize) = (model.WithOneSample(), steps, samples, stepSize);
    }

    /// <inheritdoc/>
    public double[] Of(IExamples examples, SeedSequence seeds, Workers? workers = null) =>
        EachExample.Compute(examples, seeds, workers, (rows, streams) =>
        {
            Rng[] same = [.. streams];
            var regrets = Losses(rows, Coding.Outputs(_model.Encoder, rows), streams);
            var least = Losses(rows, Best(rows, streams), same);
            for (var i = 0; i < regrets.Length; i++) regrets[i] -= least[i];
            return regrets;
        });

    /// <inheritdoc/>
    public Attribution Attribute(IExamples examples, int index, SeedSequence seeds)
    {
        var (x, stream) = ExampleTerms.Read(examples, index, seeds);
        var (terms, same) = (new ExampleTerms(_model, x), stream);
        Rng[] streams = [stream];
        var encoded = terms.Encoded;
        var before = terms.Mean(encoded, _samples, ref streams[0]);
        var best = Best(x, streams);
        return new Attribution(before, Divergence(encoded))
            .Less(new(terms.Mean(best, _samples, ref same), Divergence(best)));
    }

    /// <summary>−L(x; q) of each example.</summary>
    private double[] Losses(float[] rows, float[] encoded, Rng[] streams)
    {
        var (pass, losses) = (With(encoded).NewPass(streams.Length), new double[streams.Length]);
        for (var sample = 0; sample < _samples; sample++)
        {
            var each = pass.Forward(rows, streams, Unweighted);
            for (var i = 0; i < losses.Length; i++) losses[i] += each[i].Loss / _samples;
        }

        return losses;
    }

    /// <summary>μ and ρ of the q that climbs highest from where the encoder is, [rows, 2 · latents].</summary>
    private float[] Best(float[] rows, Rng[] streams)
    {
        var q = Coding.Outputs(_model.Encoder, rows);
        var (pass, adam) = (With(q).NewPass(streams.Length), new Adam(q.Length));
        var noFreeNats = new double[_model.Latents];
        for (var step = 0; step < _steps; step++)
        {
            pass.Forward(rows, streams, Unweighted);
            pass.Backward(rows, noFreeNats);                                                // ∂(−L)/∂μ and ∂(−L)/∂ρ
            adam.Step(q, pass.Gradients(0), _stepSize * (1 - (step / (double)_steps)));
            pass.Gradients(0).Clear();
        }

        return q;
    }

    private VariationalAutoencoder With(float[] encoded) =>
        _model.WithOneSample(new FreeRows(encoded, _model.Size, _model.Encoder.Outputs));

    private double Divergence(float[] encoded)
    {
        var sum = 0.0;
        for (var j = 0; j < _model.Latents; j++) sum += _model.Posterior.Of(encoded, j).Divergence;
        return sum;
    }
}
