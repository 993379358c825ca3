using Pathwise.Autoencoders.Evaluation;
using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>−ln p(x), by importance sampling: <c>−ln (1/k) Σ w_i</c>, with <c>w = p(x|z) p(z) / q(z|x)</c>.</summary>
/// <remarks>
/// <para>Tighter than the bound, most of all where the encoder does not know where to look: for anomalies. It is in the
/// same trap (see <see cref="BoundScore"/>).</para>
/// <para>Since <c>−ln p(x) = E_{p(z|x)}[−ln p(x|z)] + KL(p(z|x) ‖ p(z))</c>, pixels carry the first term, its mean over
/// the samples weighted by w; the code carries the rest.</para>
/// </remarks>
public sealed class LikelihoodScore : IAnomalyScore
{
    private readonly ILatentVariableModel _model;
    private readonly int _samples;

    /// <inheritdoc cref="LikelihoodScore"/>
    /// <param name="model">What was learned.</param>
    /// <param name="samples">k, ≥ 1; all of them are drawn.</param>
    public LikelihoodScore(ILatentVariableModel model, int samples = 100)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        (_model, _samples) = (model, samples);
    }

    /// <inheritdoc/>
    public double[] Of(IExamples examples, SeedSequence seeds, Workers? workers = null) =>
        [.. ModelEvaluation.NegativeLogLikelihood(_model, examples, _samples, seeds, workers).Each];

    /// <inheritdoc/>
    public Attribution Attribute(IExamples examples, int index, SeedSequence seeds)
    {
        var (x, stream) = ExampleTerms.Read(examples, index, seeds);
        var source = new ExampleTerms(_model, x);
        var (bound, weights, greatest) = (new LogMeanExp(), 0.0, double.NegativeInfinity);
        var pixels = new double[_model.Size];                                               // Σ w terms / exp(greatest)
        source.Draw(source.Encoded, _samples, ref stream, (terms, logPriorRatio) =>
        {
            var logWeight = logPriorRatio;
            foreach (var term in terms) logWeight -= term;                                  // ln p(x|z) p(z) / q(z|x)
            bound.Add(logWeight);
            var kept = logWeight > greatest ? Math.Exp(greatest - logWeight) : 1;
            greatest = Math.Max(greatest, logWeight);
            var weight = Math.Exp(logWeight - greatest);
            weights = (kept * weights) + weight;
            for (var i = 0; i < pixels.Length; i++) pixels[i] = (kept * pixels[i]) + (weight * terms[i]);
        });

        var rest = -bound.Value;
        foreach (ref var pixel in pixels.AsSpan()) rest -= pixel /= weights;
        return new(Array.ConvertAll(pixels, pixel => (float)pixel), rest);
    }
}
