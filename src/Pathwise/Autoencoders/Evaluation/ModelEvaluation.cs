using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Evaluation;

/// <summary>Measures a model on examples that it does not learn from.</summary>
/// <remarks>
/// The bound is taken at samples z ~ q(z|x), never at z = μ, which would look some nats better. Every example has a
/// stream of its own, by its index, so that an evaluation is a function of model, examples and seeds, for any number of
/// threads.
/// </remarks>
public static class ModelEvaluation
{
    /// <summary>The bound, in its parts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="seeds">Where the examples' streams come from.</param>
    /// <param name="workers">Threads to share the examples; null for one.</param>
    public static EvaluationReport Bound(
        ILossModel model, IExamples examples, SeedSequence seeds, Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var work = new EvaluationPieces(model, examples, seeds);
        work.Run(workers);
        return work.Report();
    }

    /// <summary>Each example's losses at β = 1: an anomaly's is high.</summary>
    /// <inheritdoc cref="Bound"/>
    public static LossSums[] Each(ILossModel model, IExamples examples, SeedSequence seeds, Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var work = new EvaluationPieces(model, examples, seeds);
        work.Run(workers);
        return work.Each.ToArray();
    }

    /// <summary>−ln p(x), estimated with k importance samples of each example.</summary>
    /// <param name="model">The model.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="samples">k, ≥ 1; all of them are drawn.</param>
    /// <param name="seeds">Where the examples' streams come from.</param>
    /// <param name="workers">Threads to share the examples; null for one.</param>
    /// <returns>The mean over the examples, its standard error, and each example's own.</returns>
    /// <remarks>−ln (1/k) Σ w_i is above −ln p(x) in expectation, by less the more samples there are. Source: Burda et
    /// al. (2016), arXiv:1509.00519, §5, with k = 5000.</remarks>
    public static LikelihoodReport NegativeLogLikelihood(
        ILatentVariableModel model, IExamples examples, int samples, SeedSequence seeds, Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        var work = new ImportanceSampling(model, examples, samples, seeds);
        work.Run(workers);
        return work.Report();
    }
}
